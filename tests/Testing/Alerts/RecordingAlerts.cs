using System.Collections.Concurrent;
using WalletFunctions.Shared.Alerts;

namespace WalletFunctions.Tests.Testing.Alerts;

/// <summary>Keeps the alerts that were raised, repetitions included.</summary>
internal sealed class RecordingAlerts : IAlerts
{
    private readonly ConcurrentQueue<Alert> _raised = new();

    public IReadOnlyList<Alert> Raised => [.. _raised];

    public Task RaiseAsync(Alert alert, CancellationToken cancellationToken)
    {
        _raised.Enqueue(alert);
        return Task.CompletedTask;
    }
}
