using Azure;
using Azure.Messaging.ServiceBus;
using WalletFunctions.Local.Host.ServiceBus.Storage;

namespace WalletFunctions.Local.Host.ServiceBus.Entities;

/// <summary>
/// A queue, or a topic with its subscriptions: takes messages in, in one order, and gives each to every subscription in one transaction.
/// </summary>
internal sealed class MessagePartition(
    string name, IReadOnlyList<Subscriber> subscribers, QueueRules rules, string tablePartition, MessageTable table, TimeProvider time) : IDisposable
{
    private const int MaxActions = 100;
    private const string NoSession = "Session id is null.";

    private readonly DuplicateWindow? _duplicates =
        rules.RequiresDuplicateDetection ? new DuplicateWindow(tablePartition, rules.DuplicateDetectionHistoryTimeWindow) : null;

    private readonly SemaphoreSlim _oneSender = new(1, 1);
    private readonly Lock _gate = new();
    private long _lastSequence;
    private DateTimeOffset _lastEnqueuedAt;

    public IReadOnlyList<Subscriber> Subscribers => subscribers;

    /// <summary>Takes up what is kept. A lock whose holder is known to be dead is void.</summary>
    public async Task LoadAsync()
    {
        var queues = subscribers.SelectMany(subscriber => new[] { subscriber.Live, subscriber.Dead }).ToDictionary(queue => queue.Key);
        var now = time.GetUtcNow();
        foreach (var entity in await table.ReadAllAsync())
        {
            if (DuplicateWindow.IsRow(entity))
            {
                _duplicates?.Load(entity);
            }
            else if (MessageRow.QueueKeyOf(entity.RowKey) is { } key && queues.TryGetValue(key, out var queue))
            {
                var row = MessageRow.FromEntity(entity);
                _lastSequence = Math.Max(_lastSequence, row.Sequence);
                row = LockOwner.IsDead(row.Lock.Owner) ? row with { Lock = MessageLock.None } : row;
                queue.Settle(queue.Announce(row), row, now);
            }
        }
    }

    /// <summary>Takes messages in; they are durable when this returns. Up to 100 rows are written all or none.</summary>
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
            await table.WriteAsync(MessageWrite.Delete(item.Row));
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

        var isQueue = subscribers is [var only] && only.Live.Path == name;
        if (isQueue && subscribers[0].Live.Rules.RequiresSession && contents.Any(content => string.IsNullOrEmpty(content.SessionId)))
        {
            throw new InvalidOperationException(
                $"The SessionId was not set on a message, and {name} takes only messages that have one.");
        }
    }

    private async Task<IReadOnlyList<long>> SendAllAsync(
        IReadOnlyList<(MessageContent Content, DateTimeOffset? ScheduledFor)> messages, string? onlyTo)
    {
        var numbers = new List<long>();
        var rowsOfMessage = Math.Max(1, subscribers.Count + (_duplicates is null ? 0 : 1));
        foreach (var part in messages.Chunk(Math.Max(1, MaxActions / rowsOfMessage)))
        {
            numbers.AddRange(await SendPartAsync(part, onlyTo));
        }

        return numbers;
    }

    private async Task<long[]> SendPartAsync((MessageContent Content, DateTimeOffset? ScheduledFor)[] messages, string? onlyTo)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var fresh = Fresh(messages, now);
            var (numbers, copies, write) = Announce(messages, fresh, onlyTo, now);
            if (copies.Count == 0)
            {
                return numbers;
            }

            try
            {
                var etags = await write;
                var first = etags.Count - copies.Count;
                for (var at = 0; at < copies.Count; at++)
                {
                    copies[at].Queue.Settle(copies[at].Item, copies[at].Item.Row with { ETag = etags[first + at] }, time.GetUtcNow());
                }

                foreach (var id in fresh.Select(at => messages[at].Content.MessageId).OfType<string>())
                {
                    _duplicates?.Remembered(id, now);
                }

                return numbers;
            }
            catch (Exception fault)
            {
                copies.ForEach(copy => copy.Queue.Forget(copy.Item));
                if (fault is not MessageConflictException)
                {
                    throw;
                }

                // Another process took a number: the next numbers are later ones.
            }
        }
    }

    /// <summary>The messages whose ids were not seen, within this part either.</summary>
    private List<int> Fresh((MessageContent Content, DateTimeOffset? ScheduledFor)[] messages, DateTimeOffset now)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, messages.Length).Where(at =>
            _duplicates is null
            || messages[at].Content.MessageId is not { } id
            || (!_duplicates.Knows(id, now) && ids.Add(id)))];
    }

    /// <summary>Numbers the messages, gives them their places and hands them to the writer, all in one order.</summary>
    private (long[] Numbers, List<(MessageQueue Queue, QueueItem Item)> Copies, Task<IReadOnlyList<ETag>> Write) Announce(
        (MessageContent Content, DateTimeOffset? ScheduledFor)[] messages, List<int> fresh, string? onlyTo, DateTimeOffset now)
    {
        lock (_gate)
        {
            var numbers = messages.Select(_ => NextSequence(now)).ToArray();
            _lastEnqueuedAt = now > _lastEnqueuedAt ? now : _lastEnqueuedAt;
            var copies = fresh
                .SelectMany(at => subscribers.Where(subscriber => onlyTo is null || subscriber.Live.Path == onlyTo).Select(subscriber => Copy(subscriber, messages[at].Content, messages[at].ScheduledFor, numbers[at])))
                .Select(copy => (copy.Queue, Item: copy.Queue.Announce(copy.Row)))
                .ToList();
            var ids = _duplicates is null
                ? []
                : fresh.Select(at => messages[at].Content.MessageId).OfType<string>().Select(id => _duplicates.Remember(id, now));
            return copies.Count == 0
                ? (numbers, copies, Task.FromResult<IReadOnlyList<ETag>>([]))
                : (numbers, copies, table.WriteAllAsync(MessageWrite.Insert([.. copies.Select(copy => copy.Item.Row)], ids)));
        }
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
            Partition = tablePartition,
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
}
