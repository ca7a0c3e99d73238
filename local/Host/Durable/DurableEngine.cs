using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using WalletFunctions.Local.Host.Durable.Client;
using WalletFunctions.Local.Host.Durable.Episodes;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Local.Host.Durable.Instances;
using WalletFunctions.Local.Host.Durable.Log;
using WalletFunctions.Local.Host.Durable.Running;
using WalletFunctions.Local.Host.Durable.Storage;

namespace WalletFunctions.Local.Host.Durable;

/// <summary>
/// Runs orchestrations by event-sourced replay. All changes of all instances go through one log, written by group commit; memory is what the log makes of it.
/// A process that is killed at any moment goes on from the log: every accepted instance ends once.
/// </summary>
public sealed partial class DurableEngine : IAsyncDisposable
{
    private const int LoadsAtATime = 16;

    private readonly DurableEngineOptions _options;
    private readonly EngineLife _life = new();
    private readonly TimerQueue _timers;
    private readonly InstanceLoader _loader;
    private readonly EngineParts _parts;
    private readonly EngineClient _client;
    private readonly ILogger _logger;
    private Task _log = Task.CompletedTask;
    private Task _house = Task.CompletedTask;
    private bool _isStopped;

    /// <summary>An engine, not started.</summary>
    /// <param name="hubName">The task hub's name.</param>
    /// <param name="code">The orchestrators and activities.</param>
    /// <param name="store">Where log and instances are kept; the engine disposes of it.</param>
    /// <param name="options">The limits.</param>
    /// <param name="converter">Reads and writes payloads.</param>
    /// <param name="clock">The orchestrations' time and timers.</param>
    /// <param name="loggerFactory">Makes the engine's and the orchestrators' loggers.</param>
    public DurableEngine(
        string hubName,
        IDurableCode code,
        IDurableStore store,
        DurableEngineOptions options,
        DataConverter converter,
        TimeProvider clock,
        ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _logger = loggerFactory.CreateLogger<DurableEngine>();
        _timers = new TimerQueue(clock);
        _loader = new InstanceLoader(store);
        InstancePump? pump = null;
        Housekeeper? housekeeper = null;
        var table = new InstanceTable(instance => pump!.Kick(instance));
        var log = new CommitLog(store, table.Apply, () => housekeeper!.Pulse());
        pump = new InstancePump(new EpisodeServices(code, converter, loggerFactory), _loader, _timers, options, clock, _life, log.Submit);
        housekeeper = new Housekeeper(store, table, log, options);
        _parts = new EngineParts(store, table, log, pump, housekeeper, _life, converter, clock);
        _client = new EngineClient(hubName, _parts);
    }

    /// <summary>The client; used after the start.</summary>
    public DurableTaskClient Client => _client;

    /// <summary>Completes when the engine was stopped; fails when it had to stop, because its storage was taken over or lost. The host then stops too.</summary>
    public Task Ended => _life.Ended;

    /// <summary>Instances in memory; those that rest on their shelf count as an entry each.</summary>
    public int InstancesInMemory => _parts.Table.Count;

    /// <summary>Takes the storage, reads what was left open, and goes on with it.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _parts.Store.OwnAsync(cancellationToken);
        var resting = await ReadOpenShelfAsync(cancellationToken);
        var (first, next) = await _parts.Store.ReplayAsync(record => ReplayAsync(record, cancellationToken), cancellationToken);
        LogRead(_logger, _parts.Table.Count, next - first);
        _parts.Pump.IsRunning = true;
        _log = RunAsync(_parts.Log.RunAsync(next, _life.Stopping));
        _house = RunAsync(_parts.Housekeeper.RunAsync(first, _life.Stopping));
        var active = _parts.Table.All.Where(instance => !Rests(instance, resting.GetValueOrDefault(instance.Id))).ToList();
        _life.Watch(Parallel.ForEachAsync(
            active,
            new ParallelOptions { MaxDegreeOfParallelism = LoadsAtATime, CancellationToken = _life.Stopping },
            async (instance, _) => await _parts.Pump.WakeAsync(instance)));
        _parts.Housekeeper.Pulse();
    }

    /// <summary>An instance's current execution, oldest event first; null if it does not exist.</summary>
    public Task<IReadOnlyList<HistoryEvent>?> GetHistoryAsync(string instanceId, CancellationToken cancellationToken = default)
        => _client.HistoryAsync(instanceId, cancellationToken);

    /// <summary>Stops: activities are told to, what is decided is written, and the storage is free for another process.</summary>
    public async Task StopAsync()
    {
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        await _parts.Pump.StopAsync(TimeSpan.FromMilliseconds(_options.StopTimeoutMs));
        await _timers.DisposeAsync();
        _parts.Log.Complete();
        await Task.WhenAny(_log, Task.Delay(TimeSpan.FromMilliseconds(_options.StopTimeoutMs), TimeProvider.System));
        _life.Stop();
        await Task.WhenAll(_log, _house);
        await _parts.Store.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _life.Dispose();
    }

    private async Task<Dictionary<string, StoredInstance>> ReadOpenShelfAsync(CancellationToken cancellationToken)
    {
        var resting = new Dictionary<string, StoredInstance>(StringComparer.Ordinal);
        await foreach (var stored in _parts.Store.ListAsync(Shelf.Open, IdRange.All, withDocuments: false, cancellationToken))
        {
            var instance = new Instance(stored.Id, stored.Name) { Resting = InstanceSummary.Of(stored), IsAccepted = true };
            instance.Coverage.IsOnOpenShelf = true;
            instance.Coverage.Cover(stored.Sequence);
            instance.Accepted.TrySetResult();
            _parts.Table.TryAdd(instance);
            resting.Add(stored.Id, stored);
        }

        return resting;
    }

    private async Task ReplayAsync(LogRecord record, CancellationToken cancellationToken)
    {
        foreach (var entry in DurableJson.ReadEntries(record.Text))
        {
            if (entry is LogEntry.EpisodeRecorded
                && _parts.Table.TryGet(entry.InstanceId, out var instance)
                && record.Sequence > instance.Coverage.CoveredThrough)
            {
                await _loader.LoadAsync(instance, cancellationToken);
            }

            _parts.Table.Apply(record.Sequence, entry);
        }
    }

    // Whether a found instance has nothing to do now: then it rests until its time has come.
    private bool Rests(Instance instance, StoredInstance? stored)
    {
        lock (instance.Gate)
        {
            var startAt = instance.State?.Started.StartAt ?? stored?.WakeAt;
            if (instance.IsPending && startAt > _parts.Clock.GetUtcNow())
            {
                _parts.Pump.HoldUntil(instance, startAt.Value);
                return true;
            }

            if (!instance.IsPending)
            {
                instance.HasStarted.TrySetResult();
            }

            if (instance.State is not null || instance.IsPending || instance.Backlog.Count > 0 || stored is not { IsActive: false })
            {
                return false;
            }

            if (stored.WakeAt is { } wakeAt)
            {
                _parts.Pump.WakeAt(instance, wakeAt);
            }

            return true;
        }
    }

    private async Task RunAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (_life.Stopping.IsCancellationRequested)
        {
            // Stopped, as asked.
        }
        catch (Exception reason)
        {
            // The edge: without its log the engine cannot go on, and whoever waits for it is told.
            LogLost(_logger, reason);
            _life.Fail(reason);
        }
    }

    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Orchestrations: {Instances} to go on with, after {Records} log records")]
    private static partial void LogRead(ILogger logger, int instances, long records);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Critical, Message = "The orchestration engine cannot go on")]
    private static partial void LogLost(ILogger logger, Exception reason);
}
