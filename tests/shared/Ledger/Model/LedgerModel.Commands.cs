using System.Globalization;
using WalletFunctions.Shared.Ledger.Commands;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <content>Commands of any kind: done, and as text .</content>
internal sealed partial class LedgerModel
{
    /// <summary>Does a command of any kind.</summary>
    public void Do(object command)
    {
        switch (command)
        {
            case OpenWallet open:
                Open(open);
                break;
            case ChangeWalletStatus change:
                Change(change);
                break;
            case ChangeWalletTerms change:
                Change(change);
                break;
            case PlaceHold place:
                Place(place);
                break;
            case ReleaseHold release:
                Release(release);
                break;
            case PostLines post:
                Post(post);
                break;
            case ReversePosting reverse:
                Reverse(reverse);
                break;
            case RefusePosting refuse:
                Refuse(refuse);
                break;
            default:
                throw new ArgumentException("No command.", nameof(command));
        }
    }

    /// <summary>What makes a command the same when it comes again: what moves, and whose; not why, on which date, and what entries show of it.</summary>
    private static string Identity(object command) => command switch
    {
        PostLines post => $"{post.Partition} {post.Id} {post.Transaction} {post.Undo} {string.Join(", ", post.Captures)} "
            + string.Join(", ", post.Lines.Select(line => (line.Wallet, line.Direction, line.Amount, line.Kind, line.Transaction ?? post.Transaction))),
        ReversePosting reverse => $"{reverse.Partition} {reverse.Original} {reverse.Transaction}",
        PlaceHold hold => $"{hold.Wallet} {hold.Id} {hold.Transaction} {hold.Kind} {hold.Amount} {hold.FeeMinor} {hold.ExpiresAt:O} {hold.Undo}",
        _ => throw new ArgumentException("No command of its own id.", nameof(command)),
    };

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
