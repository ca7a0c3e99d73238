using System.Globalization;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>
/// The postings of a ledger partition, held against a range of its wallets: each line against its entry, each capture against its hold, consumed limits against windows. A posting belongs
/// to the proof of a wallet if its line there is not newer than the wallet row that was read first.
/// </summary>
internal sealed class PostingsPass
{
    private readonly ProofRun _run;
    private readonly WalletRange _range;
    private readonly LedgerPartition _partition;
    private readonly KeyedSums _pairs;
    private readonly TakeBackCheck? _takeBacks;
    private readonly PostingTrail _trail;
    private readonly NewerLines _newer;
    private readonly Dictionary<Currency, Int128> _totals = [];

    /// <param name="run">The proof.</param>
    /// <param name="range">The wallets.</param>
    /// <param name="pairs">Where entries and captured holds have been added.</param>
    /// <param name="takeBacks">Null: the postings themselves have been looked at with another range of wallets.</param>
    internal PostingsPass(ProofRun run, WalletRange range, KeyedSums pairs, TakeBackCheck? takeBacks)
    {
        _run = run;
        _range = range;
        _partition = range.Partition;
        _pairs = pairs;
        _takeBacks = takeBacks;
        _trail = new PostingTrail(takeBacks is null ? null : takeBacks.Leave);
        _newer = new NewerLines(run, range);
    }

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        _run.Meter.Begin(_partition, "postings");
        await foreach (StoredRow stored in _run.Reads.ScanAsync(_partition, RowRange.OfPrefix(RowKeys.Postings), cancellationToken))
        {
            switch (stored.Row)
            {
                case PostingRow posting:
                    await TakeAsync(posting, cancellationToken);
                    break;
                case UnreadableRow unreadable:
                    _run.Findings.Add(FindingKind.UnreadableRow, _partition, unreadable.Key, unreadable.Fault);
                    break;
            }
        }

        _trail.End();
        await _newer.CheckAsync(cancellationToken);
    }

    /// <summary>
    /// The wallets of each currency sum to zero: as their rows were when they were read first, with the lines that came later of postings that are in part among them.
    /// </summary>
    internal void CheckTotals()
    {
        if (!_range.IsWhole || _run.IsRebuild)
        {
            // With the wallets in several ranges this follows from the rest: each posting sums to zero, and each line has its entry.
            return;
        }

        foreach (WalletProof wallet in _range.Wallets)
        {
            if (wallet.Currency is { } currency)
            {
                _totals[currency] = _totals.GetValueOrDefault(currency) + (wallet.Row?.PostedMinor ?? wallet.Entries.Head?.BalanceAfterMinor ?? 0);
            }
        }

        foreach ((Currency currency, Int128 minor) in _totals)
        {
            if (minor != 0)
            {
                _run.Findings.Add(
                    FindingKind.CurrencyNotZero,
                    _partition,
                    currency.Code,
                    string.Create(CultureInfo.InvariantCulture, $"the wallets of {currency} in this partition sum to {minor} minor units"));
            }
        }
    }

    private async ValueTask TakeAsync(PostingRow posting, CancellationToken cancellationToken)
    {
        PostingRow? original = _trail.Take(posting);
        if (posting.Undo is { Kind: UndoKind.Reversal } undo && original is null)
        {
            original = await _run.Reads.FindAsync<PostingRow>(_partition, RowKeys.Posting(undo.Posting), cancellationToken);
            if (original is null)
            {
                _run.Findings.Add(FindingKind.PostingMissing, _partition, RowKeys.Posting(undo.Posting), $"posting {undo.Posting} is not there, but {posting.Id} reverses it");
            }
        }

        if (_takeBacks is not null)
        {
            _run.Meter.Postings++;
            if ((RowSeals.FindFault(posting, _run.Keys) ?? PostingFacts.FindFault(posting, _partition)) is { } fault)
            {
                _run.Findings.Add(fault.Kind, _partition, fault.RowKey, fault.Why);
            }

            await _takeBacks.TakeAsync(posting, original, cancellationToken);
        }

        foreach (PostingLineRow line in posting.Lines)
        {
            await TakeAsync(posting, line, cancellationToken);
        }

        foreach (HoldCapture capture in posting.Captures)
        {
            if (_range.Find(capture.Wallet) is { } wallet && (PostingFacts.BelongsTo(posting, capture.Wallet, wallet.Entries.Bound) ?? posting.Time < _run.SettledBefore))
            {
                PairFact fact = PairFact.Of(posting, capture);
                _pairs.Add(posting.Id.Value, fact.ToString(), -1);
            }
        }

        TakeLimits(posting, posting.Consumed, 1);
        TakeLimits(posting, original?.Consumed ?? [], -1);
    }

    private async ValueTask TakeAsync(PostingRow posting, PostingLineRow line, CancellationToken cancellationToken)
    {
        if (!_range.Covers(line.Wallet))
        {
            return;
        }

        if (_range.Find(line.Wallet) is { } wallet && line.Sequence <= wallet.Entries.Bound)
        {
            PairFact fact = PairFact.Of(posting, line);
            _pairs.Add(posting.Id.Value, fact.ToString(), -1);
            _run.Meter.Advance(1);
            return;
        }

        _totals[line.Amount.Currency] = _totals.GetValueOrDefault(line.Amount.Currency) + PostingFacts.Signed(line);
        await _newer.TakeAsync(posting, line, cancellationToken);
    }

    private void TakeLimits(PostingRow posting, IReadOnlyList<ConsumedWindow> windows, int sign)
    {
        foreach (ConsumedWindow window in windows)
        {
            if (_range.Find(window.Wallet) is not { } wallet)
            {
                continue;
            }

            bool? belongs = PostingFacts.BelongsTo(posting, window.Wallet, wallet.Entries.Bound);

            // A line that was diverted leaves no entry on the wallet: then only the time tells, if it is long enough ago.
            wallet.HasUnsettledWindows |= belongs is null && !_run.IsRebuild && posting.Time >= _run.SettledBefore;
            if (belongs ?? true)
            {
                wallet.Windows.Add(window, sign);
            }
        }
    }
}
