using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Shared.Wallets.Customers;
using WalletFunctions.Shared.Wallets.Opening;
using WalletFunctions.Shared.Wallets.Status;
using WalletFunctions.Wallets.Customers;
using WalletFunctions.Wallets.Opening;
using WalletFunctions.Wallets.Status;
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
        .AddSingleton<CustomerDirectory>()
        .AddSingleton<NamedCustomers>()
        .AddSingleton<CustomerTiers>()
        .AddSingleton<DescribeCustomerHandler>()
        .AddSingleton<CustomerSweeper>()
        .AddSingleton<IBankNoticeHandler, KycEvents>()
        .AddSingleton<OpenWalletHandler>()
        .AddSingleton<OpeningSignals>()
        .AddSingleton<OpeningWait>()
        .AddSingleton<OpeningInLedger>()
        .AddSingleton<OpeningAtBank>()
        .AddSingleton<OpeningEnd>()
        .AddSingleton<OpeningStep>()
        .AddSingleton<OpeningSweeper>()
        .AddSingleton<ChangeWalletStatusHandler>()
        .AddSingleton<StatusTeller>()
        .AddSingleton<StatusSweeper>()
        .AddSingleton<IBankNoticeHandler, BankStatusEvents>();
}
