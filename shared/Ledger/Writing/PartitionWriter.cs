using System.Threading.Channels;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>
/// The one writer of a ledger partition in this process. Takes all waiting commands, decides each in turn against the rows in memory, and commits the accepted ones, with the refusals to
/// remember, as one conditional write. Several processes may write one partition: the versions keep it right, the memory only makes it fast. Everything happens on one loop: nothing here
/// is locked.
/// </summary>
internal sealed partial class PartitionWriter : WriterTurns.ILoop
{
    private readonly Channel<Action> _events = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly LinkedList<WorkItem> _waiting = new();
    private readonly List<WriteBatch> _inFlight = [];
    private readonly HashSet<string> _locked = new(StringComparer.Ordinal);
    private readonly LedgerPartition _partition;
    private readonly LedgerWriting _writing;
    private readonly RowCache _cache;
    private readonly RowReads _reads;
    private readonly WritePace _pace;
    private readonly WriterTurns _turns;
    private readonly Task _loop;
    private TaskCompletionSource? _drained;
    private int _pending;
    private long _tick;
    private DateTimeOffset _pausedUntil;
    private DateTimeOffset? _wakesAt;
    private double _rowsPerCommand = 1;

    internal PartitionWriter(LedgerPartition partition, LedgerWriting writing)
    {
        _partition = partition;
        _writing = writing;
        _cache = new RowCache(writing.Options.CachedRows, writing.Rows);
        _pace = new WritePace(writing.Options);
        _reads = new RowReads(partition, writing, _cache, _locked, Enqueue);
        _turns = new WriterTurns(new TurnStore(partition, writing), writing, _cache, this);
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
        var left = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(() => left.SetResult(_turns.Leave()));
        await await left.Task;
        Stop();
        await _loop;
    }

    void WriterTurns.ILoop.Enqueue(Action action) => Enqueue(action);

    void WriterTurns.ILoop.WakeAt(DateTimeOffset time) => WakeAt(time);

    long WriterTurns.ILoop.NextTick() => ++_tick;

    private void Enqueue(Action action) => _events.Writer.TryWrite(action);

    private async Task RunAsync()
    {
        while (await _events.Reader.WaitToReadAsync())
        {
            while (_events.Reader.TryRead(out Action? action))
            {
                action();
            }

            try
            {
                Pump();
            }
            catch (Exception exception)
            {
                // A fault of the writer itself: whoever waits is told, and nobody waits for ever on a loop that ended.
                FailAll(exception);
            }

            if (Pending == 0)
            {
                _drained?.TrySetResult();
            }
        }

        _cache.Clear();
    }

    /// <summary>Sends what can be sent.</summary>
    private void Pump()
    {
        DateTimeOffset now = Clock.ToMilliseconds(_writing.Clock.GetUtcNow());
        if (_waiting.Count == 0)
        {
            if (_inFlight.Count == 0)
            {
                _turns.Rest(now);
            }

            return;
        }

        if (!_turns.MayWrite(now, _waiting.Count, _inFlight.Count > 0))
        {
            return;
        }

        while (_inFlight.Count < _writing.Options.MaxWritesInFlight && _waiting.Count > 0)
        {
            if (now < _pausedUntil)
            {
                WakeAt(_pausedUntil);
                return;
            }

            if (_inFlight.Count == 0 && _pace.GatherUntil(_waiting.Count, now) is { } company)
            {
                WakeAt(company);
                return;
            }

            if (_waiting.Count * _rowsPerCommand < MinRows(now))
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

            if (batch.Writes.Count < MinRows(now))
            {
                // Less than it seemed can be written now: it fills.
                PutBack(batch);
                return;
            }

            Send(batch, now);
        }
    }

    /// <summary>How many rows make a write worth its call now.</summary>
    private int MinRows(DateTimeOffset now)
    {
        if (_inFlight.Count == 0)
        {
            return 0;
        }

        DateTimeOffset patience = _inFlight[^1].SentTime + _pace.Patience;
        if (now >= patience)
        {
            return 0;
        }

        WakeAt(patience);
        return _writing.Options.MinRowsOfSecondWrite;
    }

    /// <summary>Has the loop look again at a time, unless it does so before.</summary>
    private void WakeAt(DateTimeOffset time)
    {
        if (_wakesAt is null || time < _wakesAt)
        {
            _wakesAt = time;
            _ = WakeAsync(time);
        }
    }

    private async Task WakeAsync(DateTimeOffset time)
    {
        await _writing.WaitUntilAsync(time);
        Enqueue(() => _wakesAt = _wakesAt == time ? null : _wakesAt);
    }

    private void Send(WriteBatch batch, DateTimeOffset now)
    {
        _inFlight.Add(batch);
        batch.SentAt = ++_tick;
        batch.SentTime = now;
        int commands = batch.Items.Count();
        _rowsPerCommand = (double)batch.Writes.Count / commands;
        _pace.Begin(commands);
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
            if (result is WriteResult.Written written && written.ETags.Count != batch.Writes.Count)
            {
                throw new InvalidOperationException($"The storage named {written.ETags.Count} versions of {batch.Writes.Count} rows.");
            }
        }
        catch (Exception exception)
        {
            // Not swallowed: the loop finds out what became of every command, or hands the exception to its caller.
            result = null;
            failure = exception;
        }

        Enqueue(() => End(batch, result, failure));
    }
}
