using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using WalletFunctions.Local.Host.ServiceBus.Entities;
using WalletFunctions.Local.Host.Storage;

namespace WalletFunctions.Local.Host.ServiceBus;

/// <summary>
/// The queues, topics and subscriptions of this process, kept in an Azure table that no other process writes (the orchestration engine, which
/// starts first, sees to that).
/// </summary>
internal sealed class Broker : IAsyncDisposable
{
    // How late a scheduled message or the end of a lock may be noticed.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly TableClient _table;
    private readonly StorageRetry _retry;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, MessagePartition> _partitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MessageReceiver> _receivers = new(StringComparer.Ordinal);
    private readonly List<RowLane> _lanes = [];
    private readonly CancellationTokenSource _stops = new();
    private Task _ticking = Task.CompletedTask;

    public Broker(TableClient table, StorageRetry retry, Topology topology, TimeProvider time)
    {
        _table = table;
        _retry = retry;
        _time = time;
        foreach (var queue in topology.Queues)
        {
            Add(queue, isQueue: true, [NewSubscriber(queue, "q", topology.RulesOf(queue))], topology.RulesOf(queue));
        }

        foreach (var topic in topology.Topics)
        {
            var subscribers = topology.SubscriptionsOf(topic)
                .Select(name => NewSubscriber($"{topic}/{name}", $"s-{name}", topology.RulesOf($"{topic}/{name}")));
            Add(topic, isQueue: false, [.. subscribers], topology.RulesOf(topic));
        }
    }

    /// <summary>Takes up what is kept, however long the storage is away, and lets time pass.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, partition) in _partitions)
        {
            await partition.LoadAsync(await _retry.RunAsync(cancellation => ReadAsync(name, cancellation), cancellationToken));
        }

        _ticking = TickAsync();
    }

    /// <summary>Writes what was begun, as far as the storage answers now; whoever waits for more is told.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stops.IsCancellationRequested)
        {
            return;
        }

        await _stops.CancelAsync();
        await _ticking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_lanes.Select(lane => lane.DisposeAsync().AsTask()));
        foreach (var partition in _partitions.Values)
        {
            partition.Dispose();
        }

        _stops.Dispose();
    }

    /// <summary>A queue or topic.</summary>
    /// <exception cref="ServiceBusException">There is none of that name.</exception>
    public MessagePartition Entity(string queueOrTopic) =>
        _partitions.TryGetValue(Topology.Normal(queueOrTopic), out var partition)
            ? partition
            : throw new ServiceBusException(
                $"There is no queue or topic '{queueOrTopic}': no trigger names it, and no setting LocalServiceBus:Queues or LocalServiceBus:Topics declares it.",
                ServiceBusFailureReason.MessagingEntityNotFound,
                queueOrTopic);

    /// <summary>The receiver of a queue, of a topic's subscription (<c>topic/subscription</c>), or of either's dead-letter queue.</summary>
    /// <exception cref="ServiceBusException">There is none of that name.</exception>
    public MessageReceiver Receiver(string path) =>
        _receivers.TryGetValue(Topology.Normal(path), out var receiver)
            ? receiver
            : throw new ServiceBusException($"There is no queue or subscription '{path}'.", ServiceBusFailureReason.MessagingEntityNotFound, path);

    private static Subscriber NewSubscriber(string path, string key, QueueRules rules) => new(
        new MessageQueue(path, key, rules),
        new MessageQueue(path + Topology.DeadLetterSuffix, key + "!dead", rules with { RequiresSession = false }));

    private void Add(string name, bool isQueue, IReadOnlyList<Subscriber> subscribers, QueueRules rules)
    {
        var lane = new RowLane(_table, name, _retry);
        _lanes.Add(lane);
        _partitions[name] = new MessagePartition(name, isQueue, subscribers, rules, lane, _time);
        foreach (var (live, dead) in subscribers)
        {
            _receivers[live.Path] = new MessageReceiver(live, dead, lane, _time);
            _receivers[dead.Path] = new MessageReceiver(dead, deadLetters: null, lane, _time);
        }
    }

    private async Task<List<TableEntity>> ReadAsync(string partition, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    private async Task TickAsync()
    {
        while (true)
        {
            await Task.Delay(Tick, _time, _stops.Token);
            var now = _time.GetUtcNow();
            foreach (var receiver in _receivers.Values)
            {
                receiver.Queue.Tick(now);
            }
        }
    }
}
