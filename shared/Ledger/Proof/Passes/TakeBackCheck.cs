using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>
/// Holds what postings say of having been taken back against what takes them back: a reversed one against its reversal (or the hold that reserves it), refunded lines against refunds and
/// their holds. What looks wrong is looked at once more between two reads of the original: every taking back replaces the original's row, so if that stood still the difference is real.
/// </summary>
internal sealed class TakeBackCheck(ProofRun run, LedgerPartition partition)
{
    private const int MaxSuspects = 10_000;

    private readonly KeyedSums _refunds = new(run.Keys);
    private readonly HashSet<PostingId> _suspects = [];

    /// <summary>Takes a posting, in the order of ids.</summary>
    internal async ValueTask TakeAsync(PostingRow posting, PostingRow? original, CancellationToken cancellationToken)
    {
        if (original is not null && original.ReversedBy != posting.Transaction)
        {
            // The original was read before the reversal: it is read again.
            PostingRow? now = await run.Reads.FindAsync<PostingRow>(partition, original.RowKey, cancellationToken);
            if (now?.ReversedBy != posting.Transaction)
            {
                run.Findings.Add(FindingKind.PostingChanged, partition, original.RowKey, $"posting {original.Id} is reversed by {posting.Id}, and does not say so");
            }
        }

        foreach (PostingLineRow line in posting.Lines)
        {
            if (line.RefundedMinor != 0)
            {
                Add(posting.Id, line.Wallet, line.RefundedMinor);
            }
        }

        if (await IsOwnRefundAsync(posting, cancellationToken))
        {
            foreach ((WalletId wallet, var amount) in PostingFacts.RefundsOf(posting))
            {
                Add(posting.Undo!.Posting, wallet, -(Int128)amount.Minor);
            }
        }
    }

    /// <summary>Takes a hold.</summary>
    internal void Take(HoldRow hold)
    {
        if (hold.Undo is { Kind: UndoKind.Refund } undo && RefundedBy(hold) is var minor and not 0)
        {
            Add(undo.Posting, hold.Wallet, -(Int128)minor);
        }
    }

    /// <summary>Takes a posting of which no more reversals can come.</summary>
    internal void Leave(PostingRow posting, IReadOnlyList<TransactionId> reversedBy)
    {
        if (posting.ReversedBy is { } by && !reversedBy.Contains(by))
        {
            Suspect(posting.Id);
        }
    }

    /// <summary>Looks at what seems wrong.</summary>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        HashSet<int> uneven = [.. _refunds.FindUneven()];
        if (uneven.Count > 0)
        {
            await foreach (StoredRow stored in run.Reads.ScanAsync(partition, RowRange.OfPrefix(RowKeys.Postings), cancellationToken))
            {
                if (stored.Row is PostingRow posting && uneven.Contains(KeyedSums.BucketOf(posting.Id.Value)))
                {
                    Suspect(posting.Id);
                }
            }
        }

        for (int round = 0; _suspects.Count > 0 && round < run.Options.Rounds; round++)
        {
            run.Meter.Begin(partition, "reversals and refunds");
            await LookAsync(cancellationToken);
        }

        foreach (PostingId suspect in _suspects)
        {
            run.Findings.LeaveUnsettled(partition, RowKeys.Posting(suspect));
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        List<PostingId> suspects = [.. _suspects];
        List<string> rowKeys = [.. suspects.Select(RowKeys.Posting)];
        StoredRow?[] before = await run.Reads.FindManyAsync(partition, rowKeys, cancellationToken);
        var explained = new Dictionary<(PostingId, WalletId), Int128>();
        var reserved = new HashSet<(PostingId, TransactionId)>();
        await foreach (StoredRow stored in run.Reads.ScanAsync(partition, RowRange.OfPrefix(RowKeys.Holds), cancellationToken))
        {
            if (stored.Row is HoldRow { Undo: { } undo } hold && _suspects.Contains(undo.Posting))
            {
                if (undo.Kind == UndoKind.Refund)
                {
                    explained[(undo.Posting, hold.Wallet)] = explained.GetValueOrDefault((undo.Posting, hold.Wallet)) + RefundedBy(hold);
                }
                else if (hold.State == HoldState.Active)
                {
                    reserved.Add((undo.Posting, hold.Transaction));
                }
            }
        }

        await foreach (StoredRow stored in run.Reads.ScanAsync(partition, RowRange.OfPrefix(RowKeys.Postings), cancellationToken))
        {
            if (stored.Row is PostingRow { Undo: { } undo } posting && _suspects.Contains(undo.Posting))
            {
                if (undo.Kind == UndoKind.Reversal)
                {
                    reserved.Add((undo.Posting, posting.Transaction));
                }
                else if (await IsOwnRefundAsync(posting, cancellationToken))
                {
                    foreach ((WalletId wallet, var amount) in PostingFacts.RefundsOf(posting))
                    {
                        explained[(undo.Posting, wallet)] = explained.GetValueOrDefault((undo.Posting, wallet)) + amount.Minor;
                    }
                }
            }
        }

        StoredRow?[] after = await run.Reads.FindManyAsync(partition, rowKeys, cancellationToken);
        for (int i = 0; i < suspects.Count; i++)
        {
            if (after[i]?.ETag != before[i]?.ETag)
            {
                continue;
            }

            _suspects.Remove(suspects[i]);
            if (after[i]?.Row is PostingRow posting)
            {
                Judge(posting, explained, reserved);
            }
        }
    }

    private void Judge(PostingRow posting, Dictionary<(PostingId, WalletId), Int128> explained, HashSet<(PostingId, TransactionId)> reserved)
    {
        if (posting.ReversedBy is { } by && !reserved.Contains((posting.Id, by)))
        {
            run.Findings.Add(FindingKind.PostingChanged, partition, posting.RowKey, $"posting {posting.Id} says that {by} reversed it, and no posting or hold does");
        }

        foreach (WalletId wallet in posting.Lines.Select(line => line.Wallet).Concat(explained.Keys.Where(key => key.Item1 == posting.Id).Select(key => key.Item2)).Distinct())
        {
            Int128 says = posting.Lines.Where(line => line.Wallet == wallet).Aggregate((Int128)0, (sum, line) => sum + line.RefundedMinor);
            Int128 refunds = explained.GetValueOrDefault((posting.Id, wallet));
            if (says != refunds)
            {
                string why = string.Create(CultureInfo.InvariantCulture, $"posting {posting.Id} says that {says} of what {wallet} got was refunded; the refunds: {refunds}");
                run.Findings.Add(FindingKind.PostingChanged, partition, posting.RowKey, why);
            }
        }
    }

    /// <summary>What a hold adds to the refunded part of its original.</summary>
    private static long RefundedBy(HoldRow hold)
    {
        long principal = hold.Amount.Minor - hold.FeeMinor;
        return hold.State switch
        {
            HoldState.Active => principal,
            HoldState.Captured => Math.Min(principal, hold.CapturedMinor),
            _ => 0,
        };
    }

    /// <summary>It refunds, and no hold that it captured had raised the refunded part before.</summary>
    private async ValueTask<bool> IsOwnRefundAsync(PostingRow posting, CancellationToken cancellationToken)
    {
        if (posting.Undo is not { Kind: UndoKind.Refund } undo)
        {
            return false;
        }

        foreach (HoldCapture capture in posting.Captures)
        {
            if (await run.Reads.FindAsync<HoldRow>(partition, RowKeys.Hold(capture.Wallet, capture.Hold), cancellationToken) is { Undo: { } raised })
            {
                return raised != undo;
            }
        }

        return true;
    }

    private void Add(PostingId original, WalletId wallet, Int128 minor) => _refunds.Add(original.Value, $"{original}|{wallet}", minor);

    private void Suspect(PostingId posting)
    {
        if (_suspects.Count < MaxSuspects)
        {
            _suspects.Add(posting);
        }
    }
}
