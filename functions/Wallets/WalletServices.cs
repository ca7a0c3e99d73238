using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Shared.Wallets.Customers;
using WalletFunctions.Shared.Wallets.Opening;
using WalletFunctions.Shared.Wallets.Status;
using WalletFunctions.Wallets.Storage;

namespace WalletFunctions.Wallets;

/// <summary>The wiring of wallets.</summary>
internal static class WalletServices
{
    /// <summary>Registers what opens and finds wallets.</summary>
    internal static IServiceCollection AddWallets(this IServiceCollection services) => services
        .AddSingleton<IWalletRegistry, TableWalletRegistry>()
        .AddSingleton<IWalletOpenings, TableWalletOpenings>()
        .AddSingleton<IStatusChangeStore, TableStatusChangeStore>()
        .AddSingleton<ICustomerStore, TableCustomerStore>()
        .AddSingleton<WalletDirectory>()
        .AddSingleton<OpenWalletHandler>();
}
