using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using WalletFunctions.Shared.Ledger.Commands;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>
/// A digest of what a command asks for: a replay has the same, a reused id another. Booking date and purpose are left out: they do not say what moves, and a caller that lost its own
/// notes may find others.
/// </summary>
internal static class Fingerprint
{
    private const int Bytes = 16;

    internal static string Of(PostLines command)
    {
        var text = new StringBuilder("post\n", 256);
        text.Append(command.Transaction.Value).Append('\n');
        foreach (PostingLine line in command.Lines)
        {
            text.Append(line.Wallet.ToString()).Append(' ').Append((int)line.Direction).Append(' ').Append(line.Amount.Minor).Append(' ').Append(line.Amount.Currency.Code)
                .Append(' ').Append((int)line.Kind).Append(' ').Append((line.Transaction ?? command.Transaction).Value).Append('\n');
        }

        foreach (HoldCapture capture in command.Captures)
        {
            text.Append("capture ").Append(capture.Wallet.Value).Append(' ').Append(capture.Hold.Value).Append(' ').Append(capture.Amount.Minor).Append('\n');
        }

        return Digest(Append(text, command.Undo));
    }

    internal static string Of(ReversePosting command) => Digest(new StringBuilder("reverse\n").Append(command.Original.Value).Append('\n').Append(command.Transaction.Value));

    internal static string Of(PlaceHold command) => Digest(Append(
        new StringBuilder("hold\n").Append(command.Transaction.Value).Append(' ').Append((int)command.Kind).Append(' ').Append(command.Amount.Minor).Append(' ')
            .Append(command.Amount.Currency.Code).Append(' ').Append(command.FeeMinor).Append(' ').Append(command.ExpiresAt?.ToUnixTimeMilliseconds()).Append('\n'),
        command.Undo));

    private static StringBuilder Append(StringBuilder text, UndoOf? undo) => undo is null
        ? text
        : text.Append("undo ").Append(undo.Posting.Value).Append(' ').Append((int)undo.Kind).Append(' ').Append(undo.Leg?.Value).Append('\n');

    private static string Digest(StringBuilder text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), digest);
        return Base64Url.EncodeToString(digest[..Bytes]);
    }
}
