using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Partners;

namespace WalletFunctions.Partners;

/// <summary>The wiring of partners.</summary>
internal static class PartnerServices
{
    /// <summary>Registers the partners, also as the ledger wants to know them.</summary>
    internal static IServiceCollection AddPartners(this IServiceCollection services) => services
        .AddSingleton<IPartnerStore, TablePartnerStore>()
        .AddSingleton<PartnerDirectory>()
        .AddSingleton<IHostedService, PartnerRefresh>()
        .AddSingleton<IPartnerTermsSource>(provider => provider.GetRequiredService<PartnerDirectory>());
}
