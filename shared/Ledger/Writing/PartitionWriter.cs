using System.Threading.Channels;
using WalletFunctions.Shared.Ledger.Rules;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>
/// The one writer of a ledger partition in this process. Takes all waiting commands, decides each in turn against the rows in memory, and commits the accepted ones, with the refusals to
/// remember, as one conditional write. Several processes may write one partition: the versions keep it right, the memory only makes it fast. Everything happens on one loop: nothing here
/// is locked.
/// </summary>
internal sealed class PartitionWriter
{
    private readonly Channel<Action> _events = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly LinkedList<WorkItem> _waiting = new();
    private readonly HashSet<string> _locked = new(StringComparer.Ordinal);
    private readonly LedgerPartition _partition;
    private readonly LedgerWriting _writing;
    private readonly RowCache _cache;
    private readonly RowReads _reads;
    private readonly Task _loop;
    private TaskCompletionSource? _drained;
    private int _inFlight;
    private int _pending;
    private long _tick;
    private DateTimeOffset _pausedUntil;
    private double _rowsPerCommand = 1;

    internal PartitionWriter(LedgerPartition partition, LedgerWriting writing)
    {
        _partition = partition;
        _writing = writing;
        _cache = new RowCache(writing.Options.CachedRows);
        _reads = new RowReads(partition, writing, _cache, _locked, Enqueue);
        LastUsed = writing.Clock.GetUtcNow();
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Commands without an outcome.</summary>
    internal int Pending => Volatile.Read(ref _pending);

    internal DateTimeOffset LastUsed { get; private set; }

    internal WorkItem Submit(ILedgerCommand command)
    {
        LastUsed = _writing.Clock.GetUtcNow();
        var item = new WorkItem(command, LastUsed + _writing.Options.CommandTimeout);
        Interlocked.Increment(ref _pending);
        Enqueue(() =>
        {
            item.ArrivedAt = ++_tick;
            _waiting.AddLast(item);
        });
        return item;
    }

    /// <summary>Ends the loop of a writer without commands.</summary>
    internal void Stop() => _events.Writer.TryComplete();

    /// <summary>Waits until every command has its outcome, and ends the loop.</summary>
    internal async Task DrainAsync()
    {
        var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(() => _drained = drained);
        await drained.Task;
        Stop();
        await _loop;
    }

    private void Enqueue(Action action) => _events.Writer.TryWrite(action);

    private async Task RunAsync()
    {
        while (await _events.Reader.WaitToReadAsync())
        {
            while (_events.Reader.TryRead(out Action? action))
            {
                action();
            }

            Pump();
            if (Pending == 0)
            {
                _drained?.TrySetResult();
            }
        }
    }

    /// <summary>Sends what can be sent.</summary>
    private void Pump()
    {
        DateTimeOffset now = Clock.ToMilliseconds(_writing.Clock.GetUtcNow());
        while (_inFlight < _writing.Options.MaxWritesInFlight && _waiting.Count > 0 && now >= _pausedUntil)
        {
            if (_inFlight > 0 && _waiting.Count * _rowsPerCommand < _writing.Options.MinRowsOfSecondWrite)
            {
                // It fills while the write before it is in flight.
                return;
            }

            WriteBatch batch = Assemble(now);
            if (batch.IsEmpty)
            {
                return;
            }

            if (batch.Writes.Count == 0)
            {
                Complete(batch);
                continue;
            }

            if (_inFlight > 0 && batch.Writes.Count < _writing.Options.MinRowsOfSecondWrite)
            {
                // Less than it seemed can be written now: it fills.
                PutBack(batch);
                return;
            }

            Send(batch);
        }
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
            if (item.PendingReads == 0 && item.RetryAt <= now)
            {
                Step step = item.Fault is not null || now > item.Deadline ? GiveUp(item) : Decide(item, batch, context);
                if (step == Step.Full)
                {
                    break;
                }

                if (step == Step.Done)
                {
                    _waiting.Remove(node);
                }
            }

            node = next;
        }

        return batch;
    }

    private Step Decide(WorkItem item, WriteBatch batch, RuleContext context)
    {
        if (batch.Contains(item.OwnKey) || _locked.Contains(item.OwnKey))
        {
            // The same command, or its opposite, is being written: its row will be there.
            item.MustReadOwn = true;
            return Step.Waits;
        }

        var view = new BatchView(batch, _cache, _locked, item);
        LedgerDecision decision;
        try
        {
            decision = LedgerRules.Decide(item.Command, view, context);
        }
        catch (Exception exception)
        {
            // A fault of the rules or of a row is this command's alone: it goes to its caller, and the writer goes on.
            return Finish(() => item.Fail(exception));
        }

        if (view.MetLocked)
        {
            return Step.Waits;
        }

        switch (decision)
        {
            case LedgerDecision.Incomplete incomplete:
                return Read(item, incomplete.RowKeys);
            case LedgerDecision.Accepted accepted:
                return accepted.FromFreshRows && view.FindStale() is { Count: > 0 } unproven
                    ? Read(item, unproven)
                    : batch.TryAdd(item, accepted, view.ETagOf) ? Step.Done : Step.Full;
            case LedgerDecision.Refused refused:
                return view.FindStale() is { Count: > 0 } stale ? Read(item, stale) : batch.TryAdd(item, refused) ? Step.Done : Step.Full;
            case LedgerDecision.Repeated repeated:
                return view.FindStale() is { Count: > 0 } old ? Read(item, old) : Finish(() => Repeat(item, repeated));
            default:
                throw new InvalidOperationException($"Unknown decision {decision}.");
        }
    }

    private void FailAll(Exception exception)
    {
        foreach (WorkItem item in _waiting)
        {
            Finish(() => item.Fail(exception));
        }

        _waiting.Clear();
    }

    private Step Read(WorkItem item, IReadOnlyList<string> rowKeys)
    {
        _reads.Start(item, rowKeys, ++_tick);
        return Step.Waits;
    }

    private Step GiveUp(WorkItem item) => Finish(
        () => item.Fail(item.Fault ?? new LedgerUnavailableException("The ledger did not find the outcome in time; send the command again under the same id.")));

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

    private void PutBack(WriteBatch batch)
    {
        foreach (WorkItem item in batch.Items.Reverse())
        {
            _waiting.AddFirst(item);
        }
    }

    private void Complete(WriteBatch batch)
    {
        Interlocked.Add(ref _pending, -batch.Items.Count());
        batch.Complete();
    }

    private void Send(WriteBatch batch)
    {
        _inFlight++;
        batch.SentAt = ++_tick;
        _rowsPerCommand = (double)batch.Writes.Count / batch.Items.Count();
        foreach (RowWrite write in batch.Writes)
        {
            _locked.Add(write.Row.RowKey);
        }

        _ = WriteAsync(batch);
    }

    private async Task WriteAsync(WriteBatch batch)
    {
        WriteResult? result = null;
        Exception? failure = null;
        try
        {
            result = await _writing.CallAsync(token => _writing.Store.WriteAsync(_partition, batch.Writes, token));
        }
        catch (Exception exception)
        {
            // Not swallowed: the loop finds out what became of every command, or hands the exception to its caller.
            failure = exception;
        }

        Enqueue(() => End(batch, result, failure));
    }

    private void End(WriteBatch batch, WriteResult? result, Exception? failure)
    {
        _inFlight--;
        foreach (RowWrite write in batch.Writes)
        {
            _locked.Remove(write.Row.RowKey);
        }

        switch (result)
        {
            case WriteResult.Written written:
                Remember(batch, written);
                Complete(batch);
                break;
            case WriteResult.Conflicted conflicted:
                Doubt(batch, conflicted.Index);
                break;
            default:
                Fail(batch, failure!);
                break;
        }
    }

    private void Remember(WriteBatch batch, WriteResult.Written written)
    {
        for (int i = 0; i < batch.Writes.Count; i++)
        {
            LedgerRow row = batch.Writes[i].Row;

            // A row that was replaced is remembered whatever it is: a waiting command may have read it as it was before, and other rows after.
            if (RowReads.IsRemembered(row) || batch.Writes[i].IfMatch is not null)
            {
                _cache.Put(new KnownRow(row.RowKey, row, written.ETags[i], batch.SentAt));
            }
            else
            {
                _cache.Remove(row.RowKey);
            }
        }
    }

    /// <summary>Nothing was written. Whatever row stood against it is read again; if that happens twice, every row is.</summary>
    private void Doubt(WriteBatch batch, int? index)
    {
        bool isRepeated = false;
        foreach (WorkItem item in batch.Items)
        {
            isRepeated |= ++item.Conflicts > 1;
        }

        if (index is { } place && place < batch.Writes.Count && !isRepeated)
        {
            Forget(batch, batch.Writes[place].Row.RowKey);
        }
        else
        {
            ForgetAll(batch);
        }

        PutBack(batch);
    }

    /// <summary>The batch may have been written, or may still be: each command looks for its own row before anything else.</summary>
    private void Fail(WriteBatch batch, Exception failure)
    {
        ForgetAll(batch);
        if (!LedgerWriting.IsTransient(failure))
        {
            foreach (WorkItem item in batch.Items)
            {
                Finish(() => item.Fail(failure));
            }

            return;
        }

        DateTimeOffset now = _writing.Clock.GetUtcNow();
        foreach (WorkItem item in batch.Items)
        {
            item.RetryAt = now + _writing.RetryDelay(++item.Failures, failure);
        }

        PutBack(batch);
        _writing.WakeAt(batch.Items.Max(item => item.RetryAt), Enqueue);
        if (failure is StoreUnavailableException { RetryAfter: not null })
        {
            _pausedUntil = now + _writing.RetryDelay(1, failure);
        }
    }

    private void ForgetAll(WriteBatch batch)
    {
        foreach (RowWrite write in batch.Writes)
        {
            Forget(batch, write.Row.RowKey);
        }

        foreach (WorkItem item in batch.Items)
        {
            item.MustReadOwn = true;
        }
    }

    private void Forget(WriteBatch batch, string rowKey)
    {
        _cache.Remove(rowKey);
        foreach (WorkItem item in batch.Items)
        {
            item.Rows.Remove(rowKey);
            item.MustReadOwn |= item.OwnKey == rowKey;
        }
    }

    private enum Step
    {
        /// <summary>It is in the batch, or answered.</summary>
        Done,

        /// <summary>It waits for reads, or for a write in flight.</summary>
        Waits,

        /// <summary>The batch has no room for it.</summary>
        Full,
    }
}
