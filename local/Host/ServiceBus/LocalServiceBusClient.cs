using Azure.Messaging.ServiceBus;

namespace WalletFunctions.Local.Host.ServiceBus;

/// <summary>The client that the app gets from the container in the local host: its senders put messages into the local broker.</summary>
internal sealed class LocalServiceBusClient(Broker broker, TimeProvider time) : ServiceBusClient
{
    private bool _closed;

    public override string FullyQualifiedNamespace => "local.servicebus";

    public override bool IsClosed => _closed;

    public override ServiceBusSender CreateSender(string queueOrTopicName)
    {
        ArgumentException.ThrowIfNullOrEmpty(queueOrTopicName);
        ObjectDisposedException.ThrowIf(_closed, this);
        return new LocalServiceBusSender(broker, queueOrTopicName, time);
    }

#pragma warning disable CA2215 // the official base has no connection to close behind its protected constructor, and fails over it
    public override ValueTask DisposeAsync()
    {
        _closed = true;
        return ValueTask.CompletedTask;
    }
#pragma warning restore CA2215
}
