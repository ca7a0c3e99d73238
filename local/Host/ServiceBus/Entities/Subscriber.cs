namespace WalletFunctions.Local.Host.ServiceBus.Entities;

/// <summary>Who gets a copy of each message: the queue itself or one subscription, with its dead-letter queue.</summary>
/// <param name="Live">The messages to deliver.</param>
/// <param name="Dead">The messages that were given up.</param>
internal sealed record Subscriber(MessageQueue Live, MessageQueue Dead);
