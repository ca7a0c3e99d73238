using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using WalletFunctions.Risk.Sanctions;
using WalletFunctions.Risk.Services;
using WalletFunctions.Risk.Storage;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.History;
using WalletFunctions.Shared.Risk.Names;
using WalletFunctions.Shared.Risk.Rules;
using WalletFunctions.Storage;

namespace WalletFunctions.Risk;

/// <summary>The wiring of fraud and screening.</summary>
internal static class RiskServices
{
    /// <summary>
    /// Registers <see cref="IRiskGate"/> and what is behind it: the external services that the settings name, the built-in rules and list otherwise. The settings are
    /// checked, and the list is read, when the host starts.
    /// </summary>
    internal static IServiceCollection AddRisk(this IServiceCollection services) => services.AddRisk(
        (provider, partner, cancellationToken) => provider.GetRequiredService<AppTables>().OfAsync(partner, AppTables.Risk, cancellationToken));

    /// <summary>The same over another table.</summary>
    internal static IServiceCollection AddRisk(
        this IServiceCollection services, Func<IServiceProvider, PartnerId, CancellationToken, ValueTask<TableClient>> tableOf)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => RiskOptions.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<RiskServiceLog>();
        services.AddSingleton<RiskStorageLog>();
        services.AddSingleton<SanctionsListLog>();
        services.AddSingleton<IRiskRuleSets>(provider => new TableRiskRuleSets(
            (partner, cancellationToken) => tableOf(provider, partner, cancellationToken),
            provider.GetRequiredService<RiskOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<RiskStorageLog>()));
        services.AddSingleton(provider => new TableRiskHistory(
            (partner, cancellationToken) => tableOf(provider, partner, cancellationToken),
            provider.GetRequiredService<RiskOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<RiskStorageLog>()));
        services.AddSingleton<IRiskHistory>(provider => provider.GetRequiredService<TableRiskHistory>());
        services.AddSingleton<ISanctionsList>(ListOf);
        AddClient(services, HttpFraudGateway.Name, options => options.Fraud);
        AddClient(services, HttpScreeningGateway.Name, options => options.Screening);
        services.AddSingleton<IFraudGateway>(provider => provider.GetRequiredService<RiskOptions>().Fraud is { } platform
            ? new HttpFraudGateway(ServiceOf(provider, HttpFraudGateway.Name, HttpFraudGateway.AssessmentPath, platform))
            : new RuleFraudGateway(provider.GetRequiredService<IRiskHistory>()));
        services.AddSingleton<IScreeningGateway>(provider => provider.GetRequiredService<RiskOptions>().Screening is { } service
            ? new HttpScreeningGateway(ServiceOf(provider, HttpScreeningGateway.Name, HttpScreeningGateway.ScreeningPath, service))
            : new ListScreeningGateway(provider.GetRequiredService<ISanctionsList>()));
        services.AddSingleton<IRiskGate, RiskGate>();
        services.AddSingleton<IHostedService, RiskLifetime>();
        return services;
    }

    private static ISanctionsList ListOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<RiskOptions>();
        return options.SanctionsListPath is { } path
            ? new SanctionsFile(
                path, options.SanctionsListRefresh, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<SanctionsListLog>())
            : new NoSanctionsList();
    }

    private static RiskService ServiceOf(IServiceProvider provider, string name, string path, RiskServiceOptions options) => new(
        name,
        path,
        options,
        provider.GetRequiredService<IHttpClientFactory>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<RiskServiceLog>());

    // The pipeline keeps the deadlines. No redirects: a question must not follow somebody else's address. No cookies: it keeps no state.
    private static void AddClient(IServiceCollection services, string name, Func<RiskOptions, RiskServiceOptions?> optionsOf) => services
        .AddHttpClient(name, (provider, client) =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan;
            client.MaxResponseContentBufferSize = optionsOf(provider.GetRequiredService<RiskOptions>())?.MaxAnswerBytes ?? 1;
        })
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = 256,
        })
        .RemoveAllLoggers();
}
