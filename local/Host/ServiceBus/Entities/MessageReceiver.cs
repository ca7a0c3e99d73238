using WalletFunctions.Local.Host.ServiceBus.Storage;
using WalletFunctions.Local.Host.Storage;

namespace WalletFunctions.Local.Host.ServiceBus.Entities;

/// <summary>Takes messages of one entity under a lock and settles them; every step is written before it counts.</summary>
internal sealed class MessageReceiver(MessageQueue queue, MessageQueue? deadLetters, RowLane rows, TimeProvider time)
{
    private const string ReasonProperty = "DeadLetterReason";
    private const string DescriptionProperty = "DeadLetterErrorDescription";

    public MessageQueue Queue => queue;

    /// <summary>Waits for a message and locks it.</summary>
    public async Task<MessageRow> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var change = queue.Change;
            if (await TryReceiveAsync(sessionId: null) is { } row)
            {
                return row;
            }

            await change.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Waits for a session with a message and takes it.</summary>
    public async Task<string> AcceptSessionAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var change = queue.Change;
            if (queue.AcceptSession() is { } sessionId)
            {
                return sessionId;
            }

            await change.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Locks the next message that is ready; null when there is none. A message that is locked is never left to its lock's end.</summary>
    public async Task<MessageRow?> TryReceiveAsync(string? sessionId)
    {
        while (queue.TakeNext(sessionId) is { } item)
        {
            if (await LockAsync(item) is { } locked)
            {
                return locked;
            }
        }

        return null;
    }

    /// <summary>Takes the message off the entity.</summary>
    /// <returns>Whether the lock still held.</returns>
    public Task<bool> CompleteAsync(long sequence, Guid token) => SettleAsync(sequence, token, DeleteAsync);

    /// <summary>Gives the message back; after its last delivery it is dead-lettered.</summary>
    /// <returns>Whether the lock still held.</returns>
    public Task<bool> AbandonAsync(long sequence, Guid token, IEnumerable<KeyValuePair<string, object>>? properties) =>
        SettleAsync(sequence, token, item => WasLastDelivery(item.Row)
            ? MoveAsync(item, properties, Exceeded, ExceededDescription(item.Row))
            : ChangeAsync(item, item.Row with { Lock = MessageLock.None }, properties));

    /// <summary>Moves the message to the dead-letter queue.</summary>
    /// <returns>Whether the lock still held.</returns>
    public Task<bool> DeadLetterAsync(
        long sequence, Guid token, IEnumerable<KeyValuePair<string, object>>? properties, string? reason, string? description) =>
        SettleAsync(sequence, token, item => MoveAsync(item, properties, reason, description));

    /// <summary>Sets the message aside.</summary>
    /// <returns>Whether the lock still held.</returns>
    public Task<bool> DeferAsync(long sequence, Guid token, IEnumerable<KeyValuePair<string, object>>? properties) =>
        SettleAsync(sequence, token, item => ChangeAsync(item, item.Row with { Lock = MessageLock.None, Deferred = true }, properties));

    /// <summary>Holds the message for another lock duration.</summary>
    /// <returns>Whether the lock still held.</returns>
    public Task<bool> RenewAsync(long sequence, Guid token) => SettleAsync(sequence, token, item =>
        ChangeAsync(item, item.Row with { Lock = item.Row.Lock with { Until = time.GetUtcNow() + queue.Rules.LockDuration } }, null));

    private const string Exceeded = "MaxDeliveryCountExceeded";

    private static string ExceededDescription(MessageRow row) => $"Message could not be consumed after {row.DeliveryCount} delivery attempts.";

    private bool WasLastDelivery(MessageRow row) => deadLetters is not null && row.DeliveryCount >= queue.Rules.MaxDeliveryCount;

    private async Task<MessageRow?> LockAsync(QueueItem item)
    {
        var now = time.GetUtcNow();
        if (item.Row.ExpiresAt <= now)
        {
            await GuardAsync(item, expired => queue.Rules.DeadLetteringOnMessageExpiration && deadLetters is not null
                ? MoveAsync(expired, null, "TTLExpiredException", "The message expired and was dead lettered.")
                : DeleteAsync(expired));
            return null;
        }

        if (WasLastDelivery(item.Row))
        {
            // Its last receiver did not settle it: the process died, or its lock ran out.
            await GuardAsync(item, exceeded => MoveAsync(exceeded, null, Exceeded, ExceededDescription(exceeded.Row)));
            return null;
        }

        var locked = item.Row with
        {
            DeliveryCount = item.Row.DeliveryCount + 1,
            Lock = new MessageLock(Guid.NewGuid(), now + queue.Rules.LockDuration),
        };
        await GuardAsync(item, taken => ChangeAsync(taken, locked, null));
        return locked;
    }

    private async Task<bool> SettleAsync(long sequence, Guid token, Func<QueueItem, Task> settle)
    {
        while (true)
        {
            var change = queue.Change;
            if (queue.TakeLocked(sequence, token, time.GetUtcNow(), out var isBusy) is { } item)
            {
                await GuardAsync(item, settle);
                return true;
            }

            if (!isBusy)
            {
                return false;
            }

            // Its lock is just being renewed.
            await change;
        }
    }

    /// <summary>A message that was taken must not stay taken when its write fails.</summary>
    private async Task GuardAsync(QueueItem item, Func<QueueItem, Task> write)
    {
        var before = item.Row;
        try
        {
            await write(item);
        }
        catch
        {
            queue.Settle(item, before, time.GetUtcNow());
            throw;
        }
    }

    private async Task ChangeAsync(QueueItem item, MessageRow changed, IEnumerable<KeyValuePair<string, object>>? properties)
    {
        if (properties is not null)
        {
            changed = changed with { Content = changed.Content.With(properties) };
        }

        await WriteAsync(properties is null ? new RowChange.Merge(changed.ToDelivery()) : new RowChange.Put(changed.ToEntity()));
        queue.Settle(item, changed, time.GetUtcNow());
    }

    private async Task DeleteAsync(QueueItem item)
    {
        await WriteAsync(new RowChange.Delete(item.Row.RowKey));
        queue.Forget(item);
    }

    private async Task MoveAsync(QueueItem item, IEnumerable<KeyValuePair<string, object>>? properties, string? reason, string? description)
    {
        if (deadLetters is null)
        {
            throw new InvalidOperationException($"A message of {queue.Path} cannot be dead-lettered again.");
        }

        var why = new Dictionary<string, object?> { [ReasonProperty] = reason, [DescriptionProperty] = description }
            .Where(property => property.Value is not null)
            .Select(property => KeyValuePair.Create(property.Key, property.Value!));
        var dead = item.Row with
        {
            QueueKey = deadLetters.Key,
            Content = item.Row.Content.With(properties).With(why),
            Lock = MessageLock.None,
            ScheduledFor = null,
            ExpiresAt = DateTimeOffset.MaxValue,
        };
        await WriteAsync(new RowChange.Put(dead.ToEntity()), new RowChange.Delete(item.Row.RowKey));
        queue.Forget(item);
        deadLetters.Settle(deadLetters.Announce(dead), dead, time.GetUtcNow());
    }

    /// <summary>Once begun a write is not given up: the message's place depends on it. The lane ends it when the host stops.</summary>
    private Task WriteAsync(params IReadOnlyList<RowChange> changes) => rows.WriteAsync(changes, CancellationToken.None);
}
