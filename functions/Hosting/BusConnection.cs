using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace WalletFunctions.Hosting;

/// <summary>The connection to Service Bus, by the one setting that triggers use too.</summary>
internal static class BusConnection
{
    /// <summary>The setting: a connection string, or a section with <c>fullyQualifiedNamespace</c> for the app's identity.</summary>
    internal const string Setting = "ServiceBusConnection";

    private const string Namespace = Setting + ":fullyQualifiedNamespace";

    /// <summary>The client that senders are made of. The local host registers its own instead.</summary>
    internal static ServiceBusClient Connect(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        return configuration[Namespace] is { Length: > 0 } fullyQualifiedNamespace
            ? new ServiceBusClient(fullyQualifiedNamespace, new DefaultAzureCredential())
            : new ServiceBusClient(configuration[Setting]);
    }

    /// <summary>Whether the setting is there.</summary>
    internal static bool IsSet(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration[Setting]) || !string.IsNullOrEmpty(configuration[Namespace]);
}
