using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using WalletFunctions.Local.Host.Functions;
using WalletFunctions.Local.Host.ServiceBus;
using WalletFunctions.Local.Host.ServiceBus.Storage;
using WalletFunctions.Local.Host.Timers;

namespace WalletFunctions.Local.Host;

/// <summary>Runs a function that is not HTTP by hand: a timer now, a Service Bus function by a message with the input as its body.</summary>
internal sealed partial class HandRun(TimerService timers, Broker broker, IConfiguration settings, ILogger<HandRun> logger, CancellationToken stops)
{
    /// <summary>Starts the run and does not wait for its end.</summary>
    /// <returns>Why the function cannot be run by hand; null when it was started.</returns>
    public async Task<string?> StartAsync(FunctionMethod function, string? input, CancellationToken cancellationToken)
    {
        switch (function.Trigger)
        {
            case FunctionTrigger.Timer:
                _ = RunTimerAsync(function);
                return null;
            case FunctionTrigger.ServiceBus trigger:
                await SendAsync(trigger, input).WaitAsync(cancellationToken);
                return null;
            case FunctionTrigger.Http:
                return $"'{function.Name}' is an HTTP function: call its route.";
            default:
                return $"'{function.Name}' has an {function.Trigger.BindingType}: only an orchestration client or an orchestration can start it.";
        }
    }

    /// <summary>Runs a timer function and waits for its end.</summary>
    public Task RunTimerAsync(FunctionMethod function) => timers.RunByHandAsync(function, stops);

    /// <summary>Into the function's own queue or subscription, so that everything happens as with any message.</summary>
    private Task<IReadOnlyList<long>> SendAsync(FunctionTrigger.ServiceBus trigger, string? input)
    {
        var path = Topology.PathOf(trigger, settings);
        var name = path.Split('/')[0];
        LogSent(logger, path);
        return broker.Entity(name).SendAsync([(MessageContent.Of(new ServiceBusMessage(input ?? string.Empty)), null)], onlyTo: path);
    }

    [LoggerMessage(1, LogLevel.Information, "A message was sent to {Path} by hand.")]
    private static partial void LogSent(ILogger logger, string path);
}
