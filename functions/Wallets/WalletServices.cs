using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Wallets;

/// <summary>The wiring of wallets.</summary>
internal static class WalletServices
{
    /// <summary>Registers what opens and finds wallets.</summary>
    internal static IServiceCollection AddWallets(this IServiceCollection services) => services
        .AddSingleton<IWalletRegistry, TableWalletRegistry>()
        .AddSingleton<WalletDirectory>()
        .AddSingleton<OpenWalletHandler>();
}
