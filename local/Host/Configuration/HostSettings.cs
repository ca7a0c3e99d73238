using Microsoft.Extensions.Configuration;

namespace WalletFunctions.Local.Host.Configuration;

/// <summary>
/// The app's configuration: the defaults, over them <c>local.settings.json</c>, over it the environment, over it the host's own settings, over it the overrides. An
/// app in the local host is in development unless a setting says otherwise.
/// </summary>
internal static class HostSettings
{
    public const string EnvironmentName = "AZURE_FUNCTIONS_ENVIRONMENT";

    private const string Storage = "AzureWebJobsStorage";

    public static void AddTo(IConfigurationBuilder configuration, LocalHostOptions options)
    {
        configuration.AddInMemoryCollection([new(EnvironmentName, "Development")]);
        configuration.AddInMemoryCollection(Normal(options.DefaultSettings));
        configuration.AddInMemoryCollection(LocalSettings.Read(options.LocalSettingsPath));
        if (options.UsesEnvironment)
        {
            configuration.AddEnvironmentVariables();
        }

        configuration.AddInMemoryCollection([new(Storage, options.StorageConnectionString)]);
        configuration.AddInMemoryCollection(Normal(options.Settings));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Normal(IReadOnlyDictionary<string, string?> settings) =>
        settings.Select(setting => KeyValuePair.Create(LocalSettings.Key(setting.Key), setting.Value));
}
