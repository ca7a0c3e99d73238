using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>Goes through one wallet: its own rows, and of each entry the posting, by point reads.</summary>
internal sealed class WalletPass(ProofRun run, LedgerPartition partition, WalletId wallet, IDailyHeadStore heads) : IOwnRowsReader
{
    private const int PostingsAtOnce = 64;

    private readonly List<EntryRow> _waiting = new(PostingsAtOnce);
    private WalletProof? _proof;
    private CancellationToken _cancellationToken;

    internal async Task<WalletRange> RunAsync(CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        IReadOnlyList<DailyHead> signed = [.. (await SignedHead.ListAsync(heads, partition, run.Keys, run.Findings, cancellationToken)).TakeLast(run.Options.Heads)];
        run.Meter.Heads += signed.Count;
        WalletRange range = await WalletRange.ReadAsync(run, partition, wallet, cancellationToken);
        await PartitionPass.ExpectAsync(run, heads, signed, range, cancellationToken);
        await new OwnRowsPass(run, range, this).RunAsync(cancellationToken);
        await ReadPostingsAsync();
        return range;
    }

    public async ValueTask TakeAsync(WalletProof wallet, EntryRow entry)
    {
        _proof = wallet;
        _waiting.Add(entry);
        if (_waiting.Count == PostingsAtOnce)
        {
            await ReadPostingsAsync();
        }
    }

    public async ValueTask TakeAsync(WalletProof wallet, HoldRow hold)
    {
        if (hold.CapturedBy is not { } by)
        {
            return;
        }

        PostingRow? posting = await run.Reads.FindAsync<PostingRow>(partition, RowKeys.Posting(by), _cancellationToken);
        if (posting is null)
        {
            Tell(wallet, FindingKind.PostingMissing, RowKeys.Posting(by), $"posting {by} is not there, but hold {hold.Id} of {hold.Wallet} was captured by it");
        }
        else if (!posting.Captures.Any(capture => PairFact.Of(posting, capture) == PairFact.Of(hold)))
        {
            Tell(wallet, FindingKind.HoldChanged, hold.RowKey, $"hold {hold.Id} of {hold.Wallet} was captured by posting {by}, which does not say so");
        }
    }

    private async Task ReadPostingsAsync()
    {
        string[] rowKeys = [.. _waiting.Select(entry => RowKeys.Posting(entry.Posting))];
        var found = await run.Reads.FindManyAsync(partition, rowKeys, _cancellationToken);
        for (int i = 0; i < found.Length; i++)
        {
            await TakeAsync(_proof!, _waiting[i], found[i]?.Row as PostingRow);
        }

        run.Meter.Advance(_waiting.Count);
        _waiting.Clear();
    }

    private async Task TakeAsync(WalletProof wallet, EntryRow entry, PostingRow? posting)
    {
        if (posting is null)
        {
            Tell(wallet, FindingKind.PostingMissing, RowKeys.Posting(entry.Posting), $"posting {entry.Posting} is not there, but entry {entry.Sequence} of {entry.Wallet} is its");
            return;
        }

        if ((RowSeals.FindFault(posting, run.Keys) ?? PostingFacts.FindFault(posting, partition)) is { } fault)
        {
            Tell(wallet, fault.Kind, fault.RowKey, fault.Why);
        }

        PostingLineRow? line = posting.Lines.FirstOrDefault(line => line.Wallet == entry.Wallet && line.Sequence == entry.Sequence);
        if (line is null || PairFact.Of(posting, line) != PairFact.Of(entry))
        {
            // An entry that was changed is named by its own chain, if it is; the posting is named if the entry is as it was.
            string why = $"posting {posting.Id} says of entry {entry.Sequence} of {entry.Wallet}: {(line is null ? "nothing" : PairFact.Of(posting, line).Text)}; the entry: {PairFact.Of(entry).Text}";
            Tell(wallet, FindingKind.PostingChanged, posting.RowKey, why);
        }

        // A posting of several lines on the wallet comes with each of their entries, and counts with the first.
        if (entry.Sequence == posting.Lines.Where(other => other.Wallet == entry.Wallet).Min(other => (long?)other.Sequence))
        {
            run.Meter.Postings++;
            TakeLimits(wallet, posting.Consumed, 1);
            if (posting.ReversedBy is { } by && posting.Consumed.Count > 0)
            {
                await TakeReversalAsync(wallet, posting, by);
            }
        }
    }

    /// <summary>What a reversal gave back; it need have no line on the wallet, if that was diverted.</summary>
    private async Task TakeReversalAsync(WalletProof wallet, PostingRow original, TransactionId by)
    {
        if (await run.Reads.FindAsync<PostingRow>(partition, RowKeys.Posting(original.Id.ToReversal(by)), _cancellationToken) is { } reversal)
        {
            bool? belongs = PostingFacts.BelongsTo(reversal, wallet.Wallet, wallet.Entries.Bound);
            wallet.HasUnsettledWindows |= belongs is null && !run.IsRebuild && reversal.Time >= run.SettledBefore;
            if (belongs ?? true)
            {
                TakeLimits(wallet, original.Consumed, -1);
            }
        }
    }

    private static void TakeLimits(WalletProof wallet, IReadOnlyList<ConsumedWindow> windows, int sign)
    {
        foreach (ConsumedWindow window in windows)
        {
            if (window.Wallet == wallet.Wallet)
            {
                wallet.Windows.Add(window, sign);
            }
        }
    }

    private void Tell(WalletProof wallet, FindingKind kind, string rowKey, string why)
    {
        wallet.IsDamaged = true;
        run.Findings.Add(kind, partition, rowKey, why);
    }
}
