using WalletFunctions.Shared.Ledger.Rules;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>What goes into the next write.</summary>
internal sealed partial class PartitionWriter
{
    private enum Step
    {
        /// <summary>It is in the batch, or answered.</summary>
        Done,

        /// <summary>It waits for reads, or for a write in flight.</summary>
        Waits,

        /// <summary>The batch has no room for it.</summary>
        Full,
    }

    private WriteBatch Assemble(DateTimeOffset now)
    {
        var batch = new WriteBatch();
        RuleContext context;
        try
        {
            context = _writing.ContextFor(_partition, now);
        }
        catch (Exception exception)
        {
            // The partner's terms cannot be had: every caller is told.
            FailAll(exception);
            return batch;
        }

        for (LinkedListNode<WorkItem>? node = _waiting.First; node is not null;)
        {
            LinkedListNode<WorkItem>? next = node.Next;
            WorkItem item = node.Value;
            Step step = Consider(item, batch, context);
            if (step == Step.Done)
            {
                _waiting.Remove(node);
            }

            if (step == Step.Full || (item.IsAlone && !batch.IsEmpty))
            {
                break;
            }

            node = next;
        }

        return batch;
    }

    private Step Consider(WorkItem item, WriteBatch batch, RuleContext context)
    {
        if (item.PendingReads > 0)
        {
            return Step.Waits;
        }

        if (item.Faults > LedgerWriting.MaxFaults || context.Now > item.Deadline)
        {
            return GiveUp(item);
        }

        if (context.Now < item.RetryAt)
        {
            WakeAt(item.RetryAt);
            return Step.Waits;
        }

        return item.IsAlone && !batch.IsEmpty ? Step.Full : Decide(item, batch, context);
    }

    private Step Decide(WorkItem item, WriteBatch batch, RuleContext context)
    {
        if (batch.Contains(item.OwnKey) || _locked.Contains(item.OwnKey))
        {
            // The same command, or its opposite, is being written: its row will be there.
            item.MustReadOwn = true;
            return Step.Waits;
        }

        if (item.ReadsBalances)
        {
            item.ReadsBalances = false;
            item.BalancesReadAt = ++_tick;
        }

        var view = new BatchView(batch, _cache, _locked, item);
        try
        {
            LedgerDecision decision = LedgerRules.Decide(item.Command, view, context);
            return view.MetLocked ? Step.Waits : Follow(decision, item, batch, view);
        }
        catch (Exception) when (view.RestsOnBatch)
        {
            // What the batch would write may be wrong itself, and is decided first.
            return Step.Waits;
        }
        catch (Exception) when (view.FindStale().Count > 0)
        {
            // Rows remembered from different moments can contradict each other: no fault before they were read again.
            return Read(item, view.FindStale());
        }
        catch (Exception exception)
        {
            // A fault of the rules or of a row is this command's alone: it goes to its caller, and the writer goes on.
            return Finish(() => item.Fail(exception));
        }
    }

    private Step Follow(LedgerDecision decision, WorkItem item, WriteBatch batch, BatchView view)
    {
        switch (decision)
        {
            case LedgerDecision.Incomplete incomplete:
                return Read(item, incomplete.RowKeys);
            case LedgerDecision.Accepted { FromFreshRows: true } or LedgerDecision.Refused or LedgerDecision.Repeated when view.FindStale() is { Count: > 0 } stale:
                return ReadAgain(item, stale);
            case LedgerDecision.Repeated when view.RestsOnBatch:
                // What stands is answered at once: it must not show what may never be written.
                return Step.Waits;
            case LedgerDecision.Repeated repeated:
                return Finish(() => Repeat(item, repeated));
            case not null when item.Faults >= LedgerWriting.MaxFaults:
                // It was written alone, and its row is not there.
                return GiveUp(item);
            case LedgerDecision.Accepted accepted:
                return batch.TryAdd(item, accepted, view.ETagOf) ? Step.Done : Step.Full;
            case LedgerDecision.Refused refused:
                return batch.TryAdd(item, refused) ? Step.Done : Step.Full;
            default:
                throw new InvalidOperationException($"Unknown decision {decision}.");
        }
    }

    private Step Read(WorkItem item, IReadOnlyList<string> rowKeys)
    {
        item.ReadsBalances |= rowKeys.Any(BatchView.IsBalance);
        _reads.Start(item, rowKeys, ++_tick);
        return Step.Waits;
    }

    /// <summary>
    /// Reads balances before everything else. Rows are read one by one, and another process may write between two of them: a posting, its reversal or the end of a hold stands for ever, so
    /// what is not there after a balance was read was not there when that balance was.
    /// </summary>
    private Step ReadAgain(WorkItem item, List<string> stale)
    {
        List<string> balances = stale.FindAll(BatchView.IsBalance);
        return Read(item, balances.Count > 0 ? balances : stale);
    }

    /// <summary>Tells the caller that its outcome is not known, and why.</summary>
    private Step GiveUp(WorkItem item)
    {
        Exception? failure = item.LastFailure;
        return Finish(() => item.Fail(item.Faults >= LedgerWriting.MaxFaults && failure is not (null or StoreUnavailableException)
            ? failure
            : new LedgerUnavailableException("The ledger did not find the outcome in time; send the command again under the same id.", failure!)
            {
                RetryAfter = (failure as StoreUnavailableException)?.RetryAfter,
            }));
    }

    private void FailAll(Exception exception)
    {
        foreach (WorkItem item in _waiting)
        {
            Finish(() => item.Fail(exception));
        }

        _waiting.Clear();
    }

    private Step Finish(Action answer)
    {
        Interlocked.Decrement(ref _pending);
        answer();
        return Step.Done;
    }

    private static void Repeat(WorkItem item, LedgerDecision.Repeated repeated)
    {
        if (repeated.Refusal is null)
        {
            item.Accept(repeated.Value!, replayed: true);
        }
        else
        {
            item.Refuse(repeated.Refusal, replayed: true);
        }
    }
}
