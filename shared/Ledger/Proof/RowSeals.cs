using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Proof.Passes;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Proof;

/// <summary>
/// Seals of the rows that belong to no chain: postings and holds. Keyed by the bank over every property, so that nobody who can write the storage alone can change one, or make one up.
/// Wallet and customer rows need none: everything in them is recomputed from rows that are sealed or chained.
/// </summary>
public static class RowSeals
{
    private const int SealBytes = 16;

    /// <summary>The row with its seal, if it is of a kind that has one.</summary>
    public static LedgerRow Seal(LedgerRow row, HashKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return row switch
        {
            PostingRow posting => posting with { Seal = SealOf(Canonical(posting), key) },
            HoldRow hold => hold with { Seal = SealOf(Canonical(hold), key) },
            _ => row,
        };
    }

    /// <summary>What is wrong with the seal; null: nothing.</summary>
    internal static Fault? FindFault(LedgerRow row, HashKeyRing keys)
    {
        (string? seal, FindingKind changed) = row switch
        {
            PostingRow posting => (posting.Seal, FindingKind.PostingChanged),
            HoldRow hold => (hold.Seal, FindingKind.HoldChanged),
            _ => (null, default),
        };
        if (seal is null)
        {
            return null;
        }

        string keyId = seal[..Math.Max(0, seal.LastIndexOf('.'))];
        if (keyId.Length > 0 && keys.Find(keyId) is null)
        {
            return new Fault(FindingKind.HashKeyUnknown, row.RowKey, $"the bank has no hash key '{keyId}'");
        }

        bool holds = keys.Find(keyId) is { } key && seal == SealOf(row is PostingRow known ? Canonical(known) : Canonical((HoldRow)row), key);
        return holds ? null : new Fault(changed, row.RowKey, "its seal is not that of its fields");
    }

    private static string SealOf(string canonical, HashKey key)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Secret.Span, Encoding.UTF8.GetBytes(canonical), digest);
        return $"{key.Id}.{Base64Url.EncodeToString(digest[..SealBytes])}";
    }

    private static string Canonical(PostingRow row)
    {
        StringBuilder text = new StringBuilder("posting.v1\n", 768)
            .Append(row.Id.Value).Append('\n').Append(row.Transaction.Value).Append('\n').Append(Text(row.BookingDate)).Append('\n').Append(Text(row.Time)).Append('\n').Append(row.Fingerprint).Append('\n');
        foreach (PostingLineRow line in row.Lines)
        {
            text.Append("line ").Append(line.Wallet.Value).Append(' ').Append(line.Sequence).Append(' ').Append((int)line.Direction).Append(' ').Append(line.Amount.Minor).Append(' ')
                .Append(line.Amount.Currency.Code).Append(' ').Append((int)line.Kind).Append(' ').Append(line.Transaction.Value).Append(' ').Append(line.DivertedFrom?.Value).Append(' ')
                .Append((int?)line.Diverted).Append(' ').Append(line.RefundedMinor).Append('\n');
        }

        foreach (HoldCapture capture in row.Captures)
        {
            text.Append("capture ").Append(capture.Wallet.Value).Append(' ').Append(capture.Hold.Value).Append(' ').Append(capture.Amount.Minor).Append(' ').Append(capture.Amount.Currency.Code).Append('\n');
        }

        Append(text, row.Consumed);
        Append(text, row.Undo);
        return text.Append("reversed ").Append(row.ReversedBy?.Value).Append('\n').ToString();
    }

    private static string Canonical(HoldRow row)
    {
        StringBuilder text = new StringBuilder("hold.v1\n", 512)
            .Append(row.Wallet.Value).Append('\n').Append(row.Id.Value).Append('\n').Append(row.Transaction.Value).Append('\n').Append((int)row.Kind).Append('\n').Append(row.Amount.Minor).Append(' ')
            .Append(row.Amount.Currency.Code).Append('\n').Append(row.FeeMinor).Append('\n').Append(row.Fingerprint).Append('\n').Append(row.PlacedAs).Append('\n').Append(Text(row.PlacedAt)).Append('\n')
            .Append(row.ExpiresAt is { } expires ? Text(expires) : null).Append('\n').Append((int)row.State).Append('\n').Append(row.CapturedMinor).Append('\n').Append(row.CapturedBy?.Value).Append('\n')
            .Append(row.EndedAs).Append('\n').Append(row.EndedAt is { } ended ? Text(ended) : null).Append('\n');
        Append(text, row.Consumed);
        Append(text, row.Undo);
        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<ConsumedWindow> consumed)
    {
        foreach (ConsumedWindow window in consumed)
        {
            text.Append("limit ").Append(window.Wallet.Value).Append(' ').Append((int)window.Direction).Append(' ').Append(Text(window.Date)).Append(' ').Append(window.Minor).Append(' ')
                .Append(window.Count).Append(window.Customer ? " c\n" : "\n");
        }
    }

    private static void Append(StringBuilder text, UndoOf? undo)
    {
        if (undo is not null)
        {
            text.Append("undo ").Append(undo.Posting.Value).Append(' ').Append((int)undo.Kind).Append(' ').Append(undo.Leg?.Value).Append('\n');
        }
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
