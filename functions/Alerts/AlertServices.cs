using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Shared.Alerts;

namespace WalletFunctions.Alerts;

/// <summary>The wiring of alerts.</summary>
internal static class AlertServices
{
    /// <summary>Registers what calls a person.</summary>
    internal static IServiceCollection AddAlerts(this IServiceCollection services) => services.AddSingleton<IAlerts, BusAlerts>();
}
