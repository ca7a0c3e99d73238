using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>
/// The transits of a transaction sum to zero over all partitions, once it is finished. How far each stripe has come is read for all partitions before anything else, so that what is under
/// way at that moment is little; of that, each transaction is asked about, and one that is finished is summed up again with the entries that came since: they are all there by then.
/// </summary>
internal sealed class TransitProof(ProofRun run, PartnerId partner, int partitionCount, IUnfinishedTransactions unfinished)
{
    /// <summary>Transactions that are kept in memory at a time.</summary>
    private const int MaxTransactions = 400_000;

    private readonly Dictionary<WalletId, long> _bounds = [];
    private readonly KeyedSums _sums = new(run.Keys);

    /// <summary>Reads how far the stripes have come.</summary>
    internal async Task BeginAsync(CancellationToken cancellationToken)
    {
        foreach (WalletRow stripe in await ReadStripesAsync(cancellationToken))
        {
            _bounds.Add(stripe.Wallet, stripe.Sequence);
        }
    }

    /// <summary>Takes an entry of any wallet.</summary>
    internal void Take(EntryRow entry)
    {
        if (entry.Wallet.IsSystem && _bounds.TryGetValue(entry.Wallet, out long bound) && entry.Sequence <= bound)
        {
            _sums.Add(entry.Transaction.Value, $"{entry.Transaction} {entry.Currency}", Signed(entry));
        }
    }

    /// <summary>Looks at the transactions whose transits do not sum to zero.</summary>
    internal async Task EndAsync(CancellationToken cancellationToken)
    {
        List<int> uneven = _sums.FindUneven();
        int atOnce = (int)Math.Max(1, MaxTransactions / ((_sums.Count / KeyedSums.Buckets) + 1));
        foreach (int[] buckets in uneven.Chunk(atOnce))
        {
            run.Meter.Begin(new LedgerPartition(partner, 0), "transits");
            Dictionary<(TransactionId, Currency), Standing> standing = await SumAsync([.. buckets], cancellationToken);
            var finished = new Dictionary<(TransactionId, Currency), Standing>();
            foreach (((TransactionId transaction, Currency currency), Standing sum) in standing.Where(item => item.Value.Minor != 0))
            {
                if (await unfinished.IsUnfinishedAsync(partner, transaction, cancellationToken))
                {
                    run.Meter.OpenTransits++;
                }
                else
                {
                    finished.Add((transaction, currency), sum);
                }
            }

            await JudgeAsync(finished, cancellationToken);
        }
    }

    private async Task<Dictionary<(TransactionId, Currency), Standing>> SumAsync(HashSet<int> buckets, CancellationToken cancellationToken)
    {
        var standing = new Dictionary<(TransactionId, Currency), Standing>();
        foreach ((WalletId stripe, long bound) in _bounds)
        {
            if (bound > 0)
            {
                var range = new RowRange(RowKeys.Entry(stripe, bound), RowKeys.After(RowKeys.OfWallet(RowKeys.Entries, stripe)));
                await ForEachAsync(stripe, range, entry =>
                {
                    if (buckets.Contains(KeyedSums.BucketOf(entry.Transaction.Value)))
                    {
                        standing[(entry.Transaction, entry.Currency)] = standing.GetValueOrDefault((entry.Transaction, entry.Currency)).With(entry);
                    }
                }, cancellationToken);
            }
        }

        return standing;
    }

    private async Task JudgeAsync(Dictionary<(TransactionId, Currency), Standing> finished, CancellationToken cancellationToken)
    {
        if (finished.Count == 0)
        {
            return;
        }

        foreach (WalletRow stripe in await ReadStripesAsync(cancellationToken))
        {
            long bound = _bounds.GetValueOrDefault(stripe.Wallet);
            var newer = new RowRange(RowKeys.OfWallet(RowKeys.Entries, stripe.Wallet), RowKeys.Entry(stripe.Wallet, bound));
            await ForEachAsync(stripe.Wallet, newer, entry =>
            {
                if (finished.TryGetValue((entry.Transaction, entry.Currency), out Standing sum))
                {
                    finished[(entry.Transaction, entry.Currency)] = sum.With(entry);
                }
            }, cancellationToken);
        }

        foreach (((TransactionId transaction, Currency currency), Standing sum) in finished)
        {
            if (sum.Minor != 0)
            {
                string why = string.Create(CultureInfo.InvariantCulture, $"{transaction} is finished, and leaves {sum.Minor} minor units of {currency} in transit");
                run.Findings.Add(FindingKind.TransitNotZero, LedgerPartition.Of(partner, sum.Last!.Value.Wallet), RowKeys.Entry(sum.Last.Value.Wallet, sum.Last.Value.Sequence), why);
            }
        }
    }

    private async Task<List<WalletRow>> ReadStripesAsync(CancellationToken cancellationToken)
    {
        var stripes = new List<WalletRow>();
        for (int number = 0; number < partitionCount; number++)
        {
            var partition = new LedgerPartition(partner, number);
            string prefix = $"{RowKeys.Wallets}{Stripes.PrefixOf(partition)}{WalletType.Transit.ToWord()}-";
            await foreach (StoredRow stored in run.Reads.ScanAsync(partition, RowRange.OfPrefix(prefix), cancellationToken))
            {
                if (stored.Row is WalletRow stripe)
                {
                    stripes.Add(stripe);
                }
            }
        }

        return stripes;
    }

    private async Task ForEachAsync(WalletId stripe, RowRange range, Action<EntryRow> take, CancellationToken cancellationToken)
    {
        await foreach (StoredRow stored in run.Reads.ScanAsync(LedgerPartition.Of(partner, stripe), range, cancellationToken))
        {
            if (stored.Row is EntryRow entry)
            {
                take(entry);
            }
        }
    }

    private static Int128 Signed(EntryRow entry) => entry.Direction == EntryDirection.Credit ? entry.AmountMinor : -(Int128)entry.AmountMinor;

    /// <summary>What stands in transit of a transaction, and the entry that was met last.</summary>
    private readonly record struct Standing(Int128 Minor, (WalletId Wallet, long Sequence)? Last)
    {
        internal Standing With(EntryRow entry) => new(Minor + Signed(entry), (entry.Wallet, entry.Sequence));
    }
}
