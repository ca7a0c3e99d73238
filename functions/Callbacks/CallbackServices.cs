using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WalletFunctions.Callbacks.Registration;
using WalletFunctions.Callbacks.Sending;
using WalletFunctions.Callbacks.Storage;
using WalletFunctions.Callbacks.Sweep;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Callbacks;

/// <summary>Finds a table in the storage account of a partner.</summary>
/// <param name="partner">The partner.</param>
/// <param name="table">The table's name, without any prefix.</param>
/// <param name="cancellationToken">Stops.</param>
public delegate ValueTask<TableClient> PartnerTable(PartnerId partner, string table, CancellationToken cancellationToken);

/// <summary>The wiring of callbacks.</summary>
public static class CallbackServices
{
    /// <summary>The tables that callbacks need in every storage account.</summary>
    public static IReadOnlyList<string> Tables { get; } = [TableCallbackStore.TableName, TableEndpointStore.TableName];

    /// <summary>Registers recording, delivery and replay of callbacks, and what is behind them.</summary>
    /// <param name="services">The app's services; they must have <see cref="IConfiguration"/>, logging and the partners.</param>
    /// <param name="tables">Finds the tables of a partner.</param>
    public static IServiceCollection AddCallbacks(this IServiceCollection services, Func<IServiceProvider, PartnerTable> tables)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(tables);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => CallbackOptions.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<ICallbackStore>(provider => new TableCallbackStore(Named(tables(provider), TableCallbackStore.TableName)));
        services.AddSingleton<IEndpointStore>(provider => new TableEndpointStore(Named(tables(provider), TableEndpointStore.TableName)));
        services.TryAddSingleton<IWebhookSecretSource, SettingsWebhookSecrets>();
        services.TryAddSingleton<IHostResolver, SystemHostResolver>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<IWebhookSender>(provider => provider.GetRequiredService<WebhookSender>());
        services.AddSingleton<ISignedQuestions>(provider => provider.GetRequiredService<WebhookSender>());
        services.AddSingleton<LiveSecrets>();
        services.AddSingleton<PartnerLanes>();
        services.AddSingleton<EndpointDirectory>();
        services.AddSingleton<RecentCallbacks>();
        services.AddSingleton<RecordCallbacks>();
        services.AddSingleton<DeliverCallback>();
        services.AddSingleton<ReplayCallbacks>();
        services.AddSingleton<RegisterEndpoint>();
        services.AddSingleton<CallbackSweeper>();
        return services;
    }

    private static Func<PartnerId, CancellationToken, ValueTask<TableClient>> Named(PartnerTable tables, string name) =>
        (partner, cancellationToken) => tables(partner, name, cancellationToken);
}
