using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using WalletFunctions.Banking.Http;
using WalletFunctions.Shared.Banking;

namespace WalletFunctions.Banking;

/// <summary>The wiring of the bank.</summary>
internal static class BankServices
{
    /// <summary>Registers <see cref="IBankGateway"/>. The settings are checked when the host starts.</summary>
    internal static IServiceCollection AddBanking(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => BankOptions.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<BankLog>();
        services.AddSingleton(GatewayOf);
        services.AddSingleton<AnsweredAmounts>();
        services.AddSingleton<LateSettlements>();
        services.AddSingleton<IBankOutcomes, BankOutcomes>();
        services.AddSingleton<IHostedService, BankStart>();

        // The pipeline keeps the deadlines. No redirects: an instruction must not follow somebody else's address. No cookies: it keeps no state.
        services
            .AddHttpClient(BankLine.Client, (provider, client) =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.MaxResponseContentBufferSize = provider.GetRequiredService<BankOptions>().MaxAnswerBytes;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                MaxConnectionsPerServer = 256,
            })
            .RemoveAllLoggers();
        return services;
    }

    private static IBankGateway GatewayOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<BankOptions>();
        return options.BaseUrl is { } baseUrl
            ? new HttpBankGateway(new BankLine(
                baseUrl, options, provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<BankLog>()))
            : new NoBank();
    }
}
