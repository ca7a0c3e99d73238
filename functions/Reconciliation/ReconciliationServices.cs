using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Reconciliation.Breaks;
using WalletFunctions.Reconciliation.Clearing;
using WalletFunctions.Shared.Alerts;
using WalletFunctions.Shared.Reconciliation.Breaks;

namespace WalletFunctions.Reconciliation;

/// <summary>The wiring of reconciliation.</summary>
internal static class ReconciliationServices
{
    /// <summary>Registers what keeps breaks, and calls a person for each.</summary>
    internal static IServiceCollection AddReconciliation(this IServiceCollection services) => services
        .AddSingleton<TableBreakStore>()
        .AddSingleton<IBreakStore>(provider => new AlertingBreakStore(
            provider.GetRequiredService<TableBreakStore>(), provider.GetRequiredService<IAlerts>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<MoveBreak>()
        .AddSingleton<LateSettlementQuestion>()
        .AddSingleton<ClearSuspense>();
}
