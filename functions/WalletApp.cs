using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using WalletFunctions.Alerts;
using WalletFunctions.BankEvents;
using WalletFunctions.Banking;
using WalletFunctions.Callbacks;
using WalletFunctions.Hosting;
using WalletFunctions.Http;
using WalletFunctions.InDoubt;
using WalletFunctions.Ledger;
using WalletFunctions.Partners;
using WalletFunctions.Policy;
using WalletFunctions.Reconciliation;
using WalletFunctions.Risk;
using WalletFunctions.Storage;
using WalletFunctions.Transactions;
using WalletFunctions.Transactions.Sessions;
using WalletFunctions.Wallets;

namespace WalletFunctions;

/// <summary>
/// The app's services and middleware, in one place: Program gives them to the Functions worker, the local host to its own pipeline.
/// </summary>
public static class WalletApp
{
    /// <summary>Registers services and middleware. Settings are read from the container's configuration when a service is made.</summary>
    /// <param name="builder">The worker's builder, or the local host's.</param>
    public static void Configure(IFunctionsWorkerApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseMiddleware<HttpProblemMiddleware>();
        builder.UseMiddleware<CallerMiddleware>();

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(WalletSettings.Read);
        services.AddSingleton<IHostedService, SettingsCheck>();
        services.TryAddSingleton(BusConnection.Connect);
        services.AddSingleton<HttpCalls>();

        services.AddAlerts();
        services.AddStorage();
        services.AddPartners();
        services.AddPolicy();
        services.AddLedger();
        services.AddWallets();
        services.AddBanking();
        services.AddReconciliation();
        services.AddBankEvents();
        services.AddRisk();
        services.AddTransactions();
        services.AddSessions();
        services.AddCallbacks(provider => provider.GetRequiredService<AppTables>().OfAsync);
        services.AddInDoubt();
    }
}
