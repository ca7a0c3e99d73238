using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace WalletFunctions.Tests.Local.Host.ServiceBus;

/// <summary>What the message functions of a test saw, and what they are to do.</summary>
public sealed class BusRecorder
{
    private readonly ConcurrentDictionary<string, int> _running = new();

    public ConcurrentQueue<ServiceBusReceivedMessage> Seen { get; } = [];

    /// <summary>The function's work; does nothing by default.</summary>
    public Func<ServiceBusReceivedMessage, ServiceBusMessageActions?, Task> Work { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>The most messages that ran at once, in all and within one session.</summary>
    public int MostAtOnce { get; private set; }

    public int MostInOneSession { get; private set; }

    public IEnumerable<string> Bodies => Seen.Select(message => message.Body.ToString());

    public async Task RunAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions? actions)
    {
        var session = message.SessionId ?? string.Empty;
        lock (_running)
        {
            _running.AddOrUpdate(session, 1, (_, count) => count + 1);
            MostInOneSession = Math.Max(MostInOneSession, _running[session]);
            MostAtOnce = Math.Max(MostAtOnce, _running.Values.Sum());
        }

        try
        {
            Seen.Enqueue(message);
            await Work(message, actions);
        }
        finally
        {
            lock (_running)
            {
                _running[session]--;
            }
        }
    }
}
