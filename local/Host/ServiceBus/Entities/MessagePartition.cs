using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using WalletFunctions.Local.Host.ServiceBus.Storage;
using WalletFunctions.Local.Host.Storage;

namespace WalletFunctions.Local.Host.ServiceBus.Entities;

/// <summary>
/// A queue, or a topic with its subscriptions: takes messages in, in one order, and gives each to every subscription in one transaction.
/// </summary>
internal sealed class MessagePartition(
    string name, bool isQueue, IReadOnlyList<Subscriber> subscribers, QueueRules rules, RowLane rows, TimeProvider time) : IDisposable
{
    // What goes into one transaction; the service takes 4 MiB, and what is kept grows on its way by two thirds.
    private const int MaxSetBytes = 2 * 1024 * 1024;

    private const string NoSession = "Session id is null.";

    private readonly DuplicateWindow? _duplicates =
        rules.RequiresDuplicateDetection ? new DuplicateWindow(name, rules.DuplicateDetectionHistoryTimeWindow) : null;

    private readonly SemaphoreSlim _oneSender = new(1, 1);
    private readonly Lock _gate = new();
    private long _lastSequence;
    private DateTimeOffset _lastEnqueuedAt;

    /// <summary>Takes up what is kept. A lock in it belongs to a host that is gone, so it holds nobody up.</summary>
    public async Task LoadAsync(IEnumerable<TableEntity> kept)
    {
        var over = new List<RowChange>();
        var queues = subscribers.SelectMany(subscriber => new[] { subscriber.Live, subscriber.Dead }).ToDictionary(queue => queue.Key);
        var now = time.GetUtcNow();
        foreach (var entity in kept)
        {
            if (DuplicateWindow.IsRow(entity))
            {
                if (_duplicates?.Load(entity, now) != true)
                {
                    over.Add(new RowChange.Delete(entity.RowKey));
                }
            }
            else if (MessageRow.QueueKeyOf(entity.RowKey) is { } key && queues.TryGetValue(key, out var queue))
            {
                var row = MessageRow.FromEntity(entity) with { Lock = MessageLock.None };
                _lastSequence = Math.Max(_lastSequence, row.Sequence);
                queue.Settle(queue.Announce(row), row, now);
            }
        }

        await Task.WhenAll(over.Chunk(RowLane.MaxRows).Select(set => rows.WriteAsync(set, CancellationToken.None)));
    }

    /// <summary>Takes messages in; they are durable when this returns. As far as they fit one transaction they are kept all or none.</summary>
    /// <param name="messages">The messages and the times they wait for.</param>
    /// <param name="onlyTo">The one queue or subscription to give them to; null for all.</param>
    /// <returns>The messages' numbers, in order.</returns>
    /// <exception cref="ServiceBusException">The entity is full.</exception>
    /// <exception cref="InvalidOperationException">A message without session id goes to a queue that requires one.</exception>
    public async Task<IReadOnlyList<long>> SendAsync(
        IReadOnlyList<(MessageContent Content, DateTimeOffset? ScheduledFor)> messages, string? onlyTo = null)
    {
        Admit(messages.Select(message => message.Content));
        if (_duplicates is null)
        {
            return await SendAllAsync(messages, onlyTo);
        }

        // One sender at a time: an id must be known before the next message with it is looked at.
        await _oneSender.WaitAsync();
        try
        {
            return await SendAllAsync(messages, onlyTo);
        }
        finally
        {
            _oneSender.Release();
        }
    }

    /// <summary>Takes back a message that waits for its time.</summary>
    /// <returns>Whether it was still waiting somewhere.</returns>
    public async Task<bool> CancelAsync(long sequence)
    {
        var canceled = false;
        foreach (var queue in subscribers.Select(subscriber => subscriber.Live))
        {
            if (queue.TakeScheduled(sequence) is { } item)
            {
                await DeleteAsync(queue, item);
                canceled = true;
            }
        }

        return canceled;
    }

    /// <summary>Frees the senders' gate.</summary>
    public void Dispose() => _oneSender.Dispose();

    private async Task DeleteAsync(MessageQueue queue, QueueItem item)
    {
        try
        {
            await rows.WriteAsync([new RowChange.Delete(item.Row.RowKey)], CancellationToken.None);
            queue.Forget(item);
        }
        catch
        {
            queue.Settle(item, item.Row, time.GetUtcNow());
            throw;
        }
    }

    private void Admit(IEnumerable<MessageContent> contents)
    {
        foreach (var full in subscribers.Select(subscriber => subscriber.Live).Where(queue => queue.Count >= MessageQueue.MaxMessages))
        {
            throw new ServiceBusException($"The entity holds {MessageQueue.MaxMessages} messages.", ServiceBusFailureReason.QuotaExceeded, full.Path);
        }

        if (isQueue && subscribers[0].Live.Rules.RequiresSession && contents.Any(content => string.IsNullOrEmpty(content.SessionId)))
        {
            throw new InvalidOperationException($"The SessionId was not set on a message, and {name} takes only messages that have one.");
        }
    }

    private async Task<IReadOnlyList<long>> SendAllAsync(
        IReadOnlyList<(MessageContent Content, DateTimeOffset? ScheduledFor)> messages, string? onlyTo)
    {
        var sent = Announce(messages, onlyTo);
        try
        {
            await Task.WhenAll(sent.Writes);
        }
        catch
        {
            sent.Copies.ForEach(copy => copy.Queue.Forget(copy.Item));
            _duplicates?.Forget(sent.NewIds);
            throw;
        }

        sent.Copies.ForEach(copy => copy.Queue.Settle(copy.Item, copy.Item.Row, time.GetUtcNow()));
        return sent.Numbers;
    }

    /// <summary>Numbers the messages, gives them their places and hands them to the lane, all in one order.</summary>
    private Sending Announce(
        IReadOnlyList<(MessageContent Content, DateTimeOffset? ScheduledFor)> messages, string? onlyTo)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _lastEnqueuedAt = now > _lastEnqueuedAt ? now : _lastEnqueuedAt;
            var numbers = messages.Select(_ => NextSequence(now)).ToArray();
            var copies = new List<(MessageQueue Queue, QueueItem Item)>();
            var changes = new List<(RowChange Change, long Bytes)>();
            var newIds = new List<string>();
            for (var at = 0; at < messages.Count; at++)
            {
                var content = messages[at].Content;
                if (_duplicates is not null && content.MessageId is { } id)
                {
                    if (_duplicates.Knows(id, now))
                    {
                        continue;
                    }

                    changes.Add((_duplicates.Remember(id, now), 0));
                    newIds.Add(id);
                }

                foreach (var subscriber in subscribers.Where(subscriber => onlyTo is null || subscriber.Live.Path == onlyTo))
                {
                    var (queue, row) = Copy(subscriber, content, messages[at].ScheduledFor, numbers[at]);
                    copies.Add((queue, queue.Announce(row)));
                    changes.Add((new RowChange.Insert(row.ToEntity()), content.SizeBytes));
                }
            }

            return new Sending(numbers, copies, newIds, [.. Sets(changes).Select(set => rows.WriteAsync(set, CancellationToken.None))]);
        }
    }

    private static IEnumerable<IReadOnlyList<RowChange>> Sets(List<(RowChange Change, long Bytes)> changes)
    {
        var set = new List<RowChange>();
        var size = 0L;
        foreach (var (change, bytes) in changes)
        {
            if (set.Count == RowLane.MaxRows || (set.Count > 0 && size + bytes > MaxSetBytes))
            {
                yield return set;
                (set, size) = ([], 0);
            }

            set.Add(change);
            size += bytes;
        }

        yield return set;
    }

    private long NextSequence(DateTimeOffset now) =>
        _lastSequence = Math.Max(_lastSequence + 1, (now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    private (MessageQueue Queue, MessageRow Row) Copy(Subscriber subscriber, MessageContent content, DateTimeOffset? scheduledFor, long sequence)
    {
        var enqueuedAt = scheduledFor ?? _lastEnqueuedAt;
        var lives = content.TimeToLive < subscriber.Live.Rules.DefaultMessageTimeToLive
            ? content.TimeToLive
            : subscriber.Live.Rules.DefaultMessageTimeToLive;
        var row = new MessageRow
        {
            Partition = name,
            QueueKey = subscriber.Live.Key,
            Sequence = sequence,
            Content = content,
            EnqueuedAt = enqueuedAt,
            ScheduledFor = scheduledFor,
            ExpiresAt = lives >= DateTimeOffset.MaxValue - enqueuedAt ? DateTimeOffset.MaxValue : enqueuedAt + lives,
        };

        // A topic cannot refuse the sender for one subscription's sake: the message goes to that subscription's dead letters.
        return subscriber.Live.Rules.RequiresSession && string.IsNullOrEmpty(content.SessionId)
            ? (subscriber.Dead, row with
            {
                QueueKey = subscriber.Dead.Key,
                ScheduledFor = null,
                ExpiresAt = DateTimeOffset.MaxValue,
                Content = content.With([new("DeadLetterReason", NoSession), new("DeadLetterErrorDescription", NoSession)]),
            })
            : (subscriber.Live, row);
    }

    private sealed record Sending(long[] Numbers, List<(MessageQueue Queue, QueueItem Item)> Copies, List<string> NewIds, List<Task> Writes);
}
