using Azure.Messaging.ServiceBus;
using WalletFunctions.Shared.Events;

namespace WalletFunctions.Events;

/// <summary>Sends facts to the topic <c>wallet-events</c>.</summary>
public sealed class WalletEventPublisher(ServiceBusClient bus) : IAsyncDisposable
{
    /// <summary>The topic.</summary>
    public const string Topic = "wallet-events";

    private readonly Lazy<ServiceBusSender> _sender = new(() => bus.CreateSender(Topic));

    /// <summary>
    /// Sends facts as one; durable when this returns. The message's id is the fact's, so that a fact sent twice can be told; the session is partner
    /// and subject, so that the facts about one wallet stay in order.
    /// </summary>
    public Task PublishAsync(IReadOnlyList<WalletEvent> events, CancellationToken cancellationToken) =>
        _sender.Value.SendMessagesAsync(events.Select(ToMessage), cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sender.IsValueCreated ? _sender.Value.DisposeAsync() : ValueTask.CompletedTask;

    private static ServiceBusMessage ToMessage(WalletEvent walletEvent) => new(WalletEventJson.Of(walletEvent))
    {
        MessageId = walletEvent.Id,
        SessionId = $"{walletEvent.Partner}~{walletEvent.Subject}",
        Subject = walletEvent.Type,
        ContentType = WalletEventJson.ContentType,
        ApplicationProperties = { ["partner"] = walletEvent.Partner.Value },
    };
}
