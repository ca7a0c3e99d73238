using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace WalletFunctions.Tests.Functions.Events;

/// <summary>A bus that keeps what was sent, and can be down.</summary>
internal sealed class RecordingBus : ServiceBusClient
{
    private readonly ConcurrentQueue<ServiceBusMessage> _sent = new();

    public bool IsDown { get; set; }

    public IReadOnlyList<ServiceBusMessage> Sent => [.. _sent];

    public override ServiceBusSender CreateSender(string queueOrTopicName) => new Sender(this);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Sender(RecordingBus bus) : ServiceBusSender
    {
        public override Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
        {
            if (bus.IsDown)
            {
                throw new ServiceBusException("The bus is down.", ServiceBusFailureReason.ServiceCommunicationProblem);
            }

            foreach (var message in messages)
            {
                bus._sent.Enqueue(message);
            }

            return Task.CompletedTask;
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
