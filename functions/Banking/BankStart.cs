using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WalletFunctions.Shared.Banking;

namespace WalletFunctions.Banking;

/// <summary>Makes the gateway when the app starts, so that a wrong setting stops it there and not at the first withdrawal.</summary>
internal sealed class BankStart(IServiceProvider services) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<IBankGateway>();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
