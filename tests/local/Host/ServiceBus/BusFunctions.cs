using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace WalletFunctions.Tests.Local.Host.ServiceBus;

/// <summary>Listens on the queue <c>orders</c>.</summary>
public sealed class OnOrder(BusRecorder recorder)
{
    [Function("OnOrder")]
    public Task Run([ServiceBusTrigger("%Queue%")] ServiceBusReceivedMessage message, ServiceBusMessageActions actions) =>
        recorder.RunAsync(message, actions);
}

/// <summary>Listens on the queue <c>orders</c> and leaves completing to itself.</summary>
public sealed class OnOrderByHand(BusRecorder recorder)
{
    [Function("OnOrderByHand")]
    public Task Run(
        [ServiceBusTrigger("orders", AutoCompleteMessages = false)] ServiceBusReceivedMessage message, ServiceBusMessageActions actions) =>
        recorder.RunAsync(message, actions);
}

/// <summary>Listens on the queue <c>orders</c>, session by session.</summary>
public sealed class OnOrderOfSession(BusRecorder recorder)
{
    [Function("OnOrderOfSession")]
    public Task Run([ServiceBusTrigger("orders", IsSessionsEnabled = true)] ServiceBusReceivedMessage message) => recorder.RunAsync(message, null);
}

/// <summary>Two subscriptions of the topic <c>facts</c>.</summary>
public sealed class OnFact(BusRecorder recorder)
{
    [Function("OnFactFirst")]
    public Task First([ServiceBusTrigger("facts", "first")] ServiceBusReceivedMessage message) => recorder.RunAsync(message, null);

    [Function("OnFactSecond")]
    public Task Second([ServiceBusTrigger("facts", "%Second%")] ServiceBusReceivedMessage message) => recorder.RunAsync(message, null);
}

/// <summary>Takes what was given up on.</summary>
public sealed class OnDeadOrder(BusRecorder recorder)
{
    [Function("OnDeadOrder")]
    public Task Run([ServiceBusTrigger("orders/$DeadLetterQueue")] ServiceBusReceivedMessage message) => recorder.RunAsync(message, null);
}
