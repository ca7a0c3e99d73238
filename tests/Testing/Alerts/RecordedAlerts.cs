using System.Collections.Concurrent;
using WalletFunctions.Shared.Alerts;

namespace WalletFunctions.Tests.Testing.Alerts;

/// <summary>Keeps every alert that was raised.</summary>
internal sealed class RecordedAlerts : IAlerts
{
    public ConcurrentQueue<Alert> Raised { get; } = new();

    public Task RaiseAsync(Alert alert, CancellationToken cancellationToken)
    {
        Raised.Enqueue(alert);
        return Task.CompletedTask;
    }
}
