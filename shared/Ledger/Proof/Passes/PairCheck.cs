using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>
/// Names the entries, holds and postings that do not say the same, once the sums have told that there are some. Each suspicion is looked at on the rows as they are now: an entry has its
/// posting and a posting its entries, and a captured hold its posting, at every moment since they were written. So nothing that is merely new is ever named.
/// </summary>
internal sealed class PairCheck(ProofRun run, WalletRange range, List<int> uneven, long pairCount)
{
    /// <summary>Facts that are kept in memory at a time.</summary>
    private const int MaxFacts = 400_000;

    private readonly HashSet<int> _buckets = [.. uneven.Take((int)Math.Max(1, MaxFacts / ((pairCount / KeyedSums.Buckets) + 1)))];
    private readonly Dictionary<PairFact, int> _facts = [];
    private readonly LedgerPartition _partition = range.Partition;

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        run.Meter.Begin(_partition, "differences");
        await foreach (StoredRow stored in run.Reads.ScanAsync(_partition, range.KeysOf(RowKeys.Entries), cancellationToken))
        {
            if (stored.Row is EntryRow entry && entry.Sequence <= range.Find(entry.Wallet)?.Entries.Bound)
            {
                Count(PairFact.Of(entry), 1);
            }
        }

        await foreach (StoredRow stored in run.Reads.ScanAsync(_partition, range.KeysOf(RowKeys.Holds), cancellationToken))
        {
            if (stored.Row is HoldRow { CapturedBy: not null } hold && range.Find(hold.Wallet)?.Holds.HadEnded(hold) == true)
            {
                Count(PairFact.Of(hold), 1);
            }
        }

        await foreach (StoredRow stored in run.Reads.ScanAsync(_partition, RowRange.OfPrefix(RowKeys.Postings), cancellationToken))
        {
            if (stored.Row is PostingRow posting && _buckets.Contains(KeyedSums.BucketOf(posting.Id.Value)))
            {
                Count(posting);
            }
        }

        foreach (PairFact fact in _facts.Where(fact => fact.Value != 0).Select(fact => fact.Key).OrderBy(fact => fact.Wallet.Value, StringComparer.Ordinal).ThenBy(fact => fact.Sequence))
        {
            await (fact.Hold is { } hold ? ConfirmAsync(fact, hold, cancellationToken) : ConfirmAsync(fact, cancellationToken));
        }
    }

    private void Count(PostingRow posting)
    {
        foreach (PostingLineRow line in posting.Lines)
        {
            if (line.Sequence <= range.Find(line.Wallet)?.Entries.Bound)
            {
                Count(PairFact.Of(posting, line), -1);
            }
        }

        foreach (HoldCapture capture in posting.Captures)
        {
            if (range.Find(capture.Wallet) is { } wallet && PostingFacts.BelongsTo(posting, capture.Wallet, wallet.Entries.Bound) != false)
            {
                Count(PairFact.Of(posting, capture), -1);
            }
        }
    }

    private void Count(PairFact fact, int times)
    {
        if (!_buckets.Contains(KeyedSums.BucketOf(fact.Posting.Value)))
        {
            return;
        }

        int count = _facts.GetValueOrDefault(fact) + times;
        if (count == 0)
        {
            _facts.Remove(fact);
        }
        else
        {
            _facts[fact] = count;
        }
    }

    private async Task ConfirmAsync(PairFact fact, CancellationToken cancellationToken)
    {
        string entryKey = RowKeys.Entry(fact.Wallet, fact.Sequence);
        EntryRow? entry = await run.Reads.FindAsync<EntryRow>(_partition, entryKey, cancellationToken);
        PostingRow? posting = await run.Reads.FindAsync<PostingRow>(_partition, RowKeys.Posting(fact.Posting), cancellationToken);
        PostingLineRow? line = posting?.Lines.FirstOrDefault(line => line.Wallet == fact.Wallet && line.Sequence == fact.Sequence);
        if (entry is null)
        {
            if (line is not null)
            {
                Tell(FindingKind.EntryMissing, entryKey, $"entry {fact.Sequence} of {fact.Wallet} is not there, but posting {fact.Posting} has its line");
            }

            return;
        }

        // An entry that its own chain has named already is not held against its posting.
        if (run.Findings.Contains(_partition, entryKey) || (entry.Posting != fact.Posting && line is null))
        {
            return;
        }

        if (posting is null)
        {
            Tell(FindingKind.PostingMissing, RowKeys.Posting(fact.Posting), $"posting {fact.Posting} is not there, but entry {fact.Sequence} of {fact.Wallet} is its");
        }
        else if (line is null || PairFact.Of(posting, line) != PairFact.Of(entry))
        {
            string says = line is null ? "nothing" : entry.Posting == posting.Id ? PairFact.Of(posting, line).Text : $"that it is of posting {posting.Id}";
            string entrySays = line is null || entry.Posting == posting.Id ? PairFact.Of(entry).Text : $"of {entry.Posting}";
            Tell(FindingKind.PostingChanged, posting.RowKey, $"posting {posting.Id} says of entry {fact.Sequence} of {fact.Wallet}: {says}; the entry: {entrySays}");
        }
    }

    private async Task ConfirmAsync(PairFact fact, HoldId id, CancellationToken cancellationToken)
    {
        string holdKey = RowKeys.Hold(fact.Wallet, id);
        HoldRow? hold = await run.Reads.FindAsync<HoldRow>(_partition, holdKey, cancellationToken);
        PostingRow? posting = await run.Reads.FindAsync<PostingRow>(_partition, RowKeys.Posting(fact.Posting), cancellationToken);
        HoldCapture? capture = posting?.Captures.FirstOrDefault(capture => capture.Wallet == fact.Wallet && capture.Hold == id);
        bool isCaptured = hold is { State: HoldState.Captured } && hold.CapturedBy == fact.Posting;
        if (hold is null && capture is not null)
        {
            Tell(FindingKind.HoldMissing, holdKey, $"hold {id} of {fact.Wallet} is not there, but posting {fact.Posting} captured it");
        }
        else if (isCaptured && posting is null)
        {
            Tell(FindingKind.PostingMissing, RowKeys.Posting(fact.Posting), $"posting {fact.Posting} is not there, but hold {id} of {fact.Wallet} was captured by it");
        }
        else if (isCaptured != capture is not null || (isCaptured && hold!.CapturedMinor != capture!.Amount.Minor))
        {
            string says = isCaptured ? $"captured {hold!.CapturedMinor}" : $"{hold?.State}";
            Tell(FindingKind.HoldChanged, holdKey, $"hold {id} of {fact.Wallet} says {says}, posting {fact.Posting} captured {capture?.Amount.Minor ?? 0}");
        }
    }

    private void Tell(FindingKind kind, string rowKey, string why)
    {
        if (range.Find(OfWallet(rowKey)) is { } wallet)
        {
            wallet.IsDamaged = true;
        }

        run.Findings.Add(kind, _partition, rowKey, why);
    }

    private static WalletId OfWallet(string rowKey) => WalletId.TryParse(rowKey.Split('~')[1], out WalletId wallet) ? wallet : default;
}
