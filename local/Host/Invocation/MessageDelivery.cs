using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace WalletFunctions.Local.Host.Invocation;

/// <summary>What a Service Bus trigger hands over.</summary>
/// <param name="Messages">The locked messages: one, or more for a batched trigger.</param>
/// <param name="Actions">Settles them.</param>
internal sealed record MessageDelivery(IReadOnlyList<ServiceBusReceivedMessage> Messages, ServiceBusMessageActions Actions);
