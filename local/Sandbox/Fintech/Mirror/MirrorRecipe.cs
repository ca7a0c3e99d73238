using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WalletFunctions.Local.Sandbox.Fintech.Mirror;

/// <summary>
/// The published recipe of <c>mirrorHash</c>, written down once more by the fintech: a shared implementation would agree with itself
/// whatever it did.
/// </summary>
public static class MirrorRecipe
{
    private const string Version = "entry.v1";

    /// <summary>The hash of an entry.</summary>
    /// <param name="entry">The entry as the fintech has it.</param>
    /// <param name="counterparty">The other side, as published.</param>
    /// <param name="previous">The hash of the wallet's entry before; empty for the first.</param>
    public static string HashOf(MirrorEntry entry, string counterparty, string previous)
    {
        ArgumentNullException.ThrowIfNull(entry);
        string[] lines =
        [
            Version,
            entry.WalletId,
            entry.Sequence.ToString(CultureInfo.InvariantCulture),
            entry.TransactionId,
            entry.PostingId,
            entry.DeltaMinor < 0 ? "debit" : "credit",
            Math.Abs(entry.DeltaMinor).ToString(CultureInfo.InvariantCulture),
            entry.Currency,
            entry.BalanceAfterMinor.ToString(CultureInfo.InvariantCulture),
            counterparty,
            entry.BookingDate,
            entry.Time,
        ];
        var text = string.Concat(lines.Select(line => line + "\n")) + previous;
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
