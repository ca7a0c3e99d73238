using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Local.Host.ServiceBus.Entities;

namespace WalletFunctions.Local.Host.ServiceBus;

/// <summary>Settles the messages of one invocation in the local broker, and remembers which the function settled itself.</summary>
internal sealed class LocalMessageActions(MessageReceiver receiver) : ServiceBusMessageActions
{
    private readonly HashSet<long> _settled = [];

    /// <summary>Whether the function settled a message itself.</summary>
    public bool IsSettled(long sequence)
    {
        lock (_settled)
        {
            return _settled.Contains(sequence);
        }
    }

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        SettleAsync(message, receiver.CompleteAsync, cancellationToken);

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default) =>
        SettleAsync(message, (sequence, token) => receiver.AbandonAsync(sequence, token, propertiesToModify), cancellationToken);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) =>
        SettleAsync(
            message,
            (sequence, token) => receiver.DeadLetterAsync(sequence, token, propertiesToModify, deadLetterReason, deadLetterErrorDescription),
            cancellationToken);

    public override Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default) =>
        SettleAsync(message, (sequence, token) => receiver.DeferAsync(sequence, token, propertiesToModify), cancellationToken);

    public override async Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        ThrowIfLost(message, await receiver.RenewAsync(message.SequenceNumber, Guid.Parse(message.LockToken)).WaitAsync(cancellationToken));
    }

    private async Task SettleAsync(ServiceBusReceivedMessage message, Func<long, Guid, Task<bool>> settle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var held = await settle(message.SequenceNumber, Guid.Parse(message.LockToken)).WaitAsync(cancellationToken);
        ThrowIfLost(message, held);
        lock (_settled)
        {
            _settled.Add(message.SequenceNumber);
        }
    }

    private void ThrowIfLost(ServiceBusReceivedMessage message, bool held)
    {
        if (!held)
        {
            throw new ServiceBusException(
                $"The lock on the message {message.SequenceNumber} is lost: it ran out, or the message was settled.",
                ServiceBusFailureReason.MessageLockLost,
                receiver.Queue.Path);
        }
    }
}
