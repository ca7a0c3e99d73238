using Microsoft.Extensions.Hosting;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.Names;

namespace WalletFunctions.Risk;

/// <summary>Makes the gate when the app starts: wrong settings and a bad sanctions list stop it there, and not at the first transaction.</summary>
internal sealed class RiskStartCheck(IRiskGate gate, ISanctionsList sanctions) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(sanctions);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
