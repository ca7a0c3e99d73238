using Azure.Messaging.ServiceBus;

namespace WalletFunctions.BankEvents;

/// <summary>Puts messages into the queue again for later.</summary>
public sealed class PostponedMessages(ServiceBusClient bus, TimeProvider time) : IAsyncDisposable
{
    private readonly Lazy<ServiceBusSender> _sender = new(() => bus.CreateSender(ReceiveBankEventFunction.Queue));

    /// <summary>
    /// The message comes again later; durable when this returns, and only then may the message itself be completed. A crash in between makes two of them, which are one event all the same.
    /// </summary>
    internal Task AddAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken) =>
        _sender.Value.SendMessagesAsync([Postponement.CopyOf(message, time.GetUtcNow())], cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sender.IsValueCreated ? _sender.Value.DisposeAsync() : ValueTask.CompletedTask;
}
