using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using WalletFunctions.Local.Host.ServiceBus.Entities;
using WalletFunctions.Local.Host.ServiceBus.Storage;

namespace WalletFunctions.Local.Host.ServiceBus;

/// <summary>
/// The queues, topics and subscriptions of one process, kept in an Azure table. Messages that another process sends to the same table are seen
/// at the next start; messages that it takes are noticed by their rows' ETags.
/// </summary>
internal sealed class Broker : IAsyncDisposable
{
    // How late a scheduled message or the end of a lock may be noticed.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly TableClient _table;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, MessagePartition> _partitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MessageReceiver> _receivers = new(StringComparer.Ordinal);
    private readonly List<PartitionWriter> _writers = [];
    private readonly CancellationTokenSource _stops = new();
    private Task _work = Task.CompletedTask;

    public Broker(TableClient table, Topology topology, TimeProvider time, ILogger<Broker> logger)
    {
        _table = table;
        _time = time;
        var owner = LockOwner.Current().ToString();
        foreach (var queue in topology.Queues)
        {
            Add(queue, [NewSubscriber(queue, "q", topology.RulesOf(queue))], topology.RulesOf(queue), owner, logger);
        }

        foreach (var topic in topology.Topics)
        {
            var subscribers = topology.SubscriptionsOf(topic)
                .Select(name => NewSubscriber($"{topic}/{name}", $"s-{name}", topology.RulesOf($"{topic}/{name}")));
            Add(topic, [.. subscribers], topology.RulesOf(topic), owner, logger);
        }
    }

    /// <summary>Takes up what is kept, however long the storage is away, and starts to write.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_partitions.Values.Select(partition => partition.LoadAsync())).WaitAsync(cancellationToken);
        _work = Task.WhenAll([TickAsync(), .. _writers.Select(writer => writer.RunAsync(_stops.Token))]);
    }

    /// <summary>Stops writing; whoever still waits for a write is told.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stops.IsCancellationRequested)
        {
            return;
        }

        await _stops.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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

    private void Add(string name, IReadOnlyList<Subscriber> subscribers, QueueRules rules, string owner, ILogger logger)
    {
        var writer = new PartitionWriter(_table, name, _time, logger);
        var rows = new MessageTable(_table, name, writer, _time, _stops.Token);
        _writers.Add(writer);
        _partitions[name] = new MessagePartition(name, subscribers, rules, name, rows, _time);
        foreach (var (live, dead) in subscribers)
        {
            _receivers[live.Path] = new MessageReceiver(live, dead, rows, owner, _time);
            _receivers[dead.Path] = new MessageReceiver(dead, deadLetters: null, rows, owner, _time);
        }
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
