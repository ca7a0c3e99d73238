using System.Globalization;
using WalletFunctions.Shared.Ledger.Commands;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <content>Commands as text: equal texts, equal commands.</content>
internal sealed partial class LedgerModel
{
    public static string Text(object command) => command switch
    {
        PostLines post => string.Create(
            CultureInfo.InvariantCulture,
            $"Post {post.Partition} {post.Id} {post.Transaction} {post.BookingDate:O} {post.Purpose} undo={post.Undo} [{string.Join("; ", post.Lines.Select(Text))}] captures=[{string.Join("; ", post.Captures)}]"),
        PostingLine line => string.Create(
            CultureInfo.InvariantCulture,
            $"{line.Direction} {line.Wallet} {line.Amount.Minor} {line.Amount.Currency} {line.Kind}{(line.Transaction is { } leg ? $" of {leg}" : string.Empty)}{(line.Counterparty is { } other ? $" with {other}" : string.Empty)}"),
        _ => command.ToString()!,
    };
}
