using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WalletFunctions.Risk.Storage;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.Names;

namespace WalletFunctions.Risk;

/// <summary>
/// What fraud and screening do when the app starts and stops: wrong settings and a bad sanctions list stop the start, and not the first transaction; what
/// is still to be recorded is written before the end.
/// </summary>
internal sealed class RiskLifetime(IServiceProvider services) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<IRiskGate>();
        services.GetRequiredService<ISanctionsList>();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) =>
        services.GetRequiredService<TableRiskHistory>().WhenWritten().WaitAsync(cancellationToken);
}
