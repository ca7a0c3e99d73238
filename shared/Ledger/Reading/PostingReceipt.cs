using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Reading;

/// <summary>A posting that stands, with all its lines.</summary>
public sealed record PostingReceipt
{
    /// <summary>The posting.</summary>
    public required PostingId Id { get; init; }

    /// <summary>Where.</summary>
    public required LedgerPartition Partition { get; init; }

    /// <summary>The posting's transaction.</summary>
    public required TransactionId Transaction { get; init; }

    /// <summary>Its booking date.</summary>
    public required DateOnly BookingDate { get; init; }

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The lines, in the order they were applied.</summary>
    public required IReadOnlyList<PostedLine> Lines { get; init; }

    /// <summary>The original, if this takes one back.</summary>
    public PostingId? Undoes { get; init; }

    /// <summary>The transaction that reversed this posting (or is about to, with a hold), if one did since.</summary>
    public TransactionId? ReversedBy { get; init; }

    /// <summary>What was refunded of this posting since, in minor units.</summary>
    public long ReversedMinor { get; init; }

    /// <summary>The last entry of a transaction on each wallet but system wallets.</summary>
    public IReadOnlyList<Watermark> WatermarksOf(TransactionId transaction)
    {
        var last = new List<Watermark>(2);
        for (int i = Lines.Count - 1; i >= 0; i--)
        {
            PostedLine line = Lines[i];
            if (line.Transaction == transaction && !line.Wallet.IsSystem && !last.Exists(mark => mark.Wallet == line.Wallet))
            {
                last.Insert(0, new Watermark(line.Wallet, line.Sequence, line.BalanceAfter, line.MirrorHash));
            }
        }

        return last;
    }
}
