using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace WalletFunctions.Tests.Functions.Hosting;

/// <summary>Keeps what a function does with its messages.</summary>
internal sealed class HandActions : ServiceBusMessageActions
{
    public List<string> Done { get; } = [];

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        Done.Add("completed");
        return Task.CompletedTask;
    }

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default)
    {
        Assert.NotEmpty(deadLetterErrorDescription!);
        Done.Add(deadLetterReason!);
        return Task.CompletedTask;
    }
}
