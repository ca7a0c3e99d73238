using WalletFunctions.Alerts;
using WalletFunctions.Events;
using WalletFunctions.Ledger.Heads;
using WalletFunctions.Hosting;
using WalletFunctions.Local.Host.Configuration;
using WalletFunctions.Local.Host.Functions;

namespace WalletFunctions.Local.Host;

/// <summary>The wallet app in the local host: its functions, its services, and the entities that its bus has on Azure.</summary>
public static class WalletAppHost
{
    /// <summary>The name of the secret that signs callbacks to the sandbox's fintech.</summary>
    public const string SandboxSecretName = "sandbox";

    /// <summary>That secret: it protects nothing, for the sandbox listens on this machine.</summary>
    public const string SandboxSecret = "whsec_c2FuZGJveC1vbi10aGlzLW1hY2hpbmUtb25seS0w";

    /// <summary>Options to run the app with; change what differs by <c>with</c>.</summary>
    /// <param name="storageConnectionString">The Azurite (or account) that keeps everything.</param>
    public static LocalHostOptions Options(string storageConnectionString) => new()
    {
        Functions = FunctionDiscovery.FindIn([typeof(WalletApp).Assembly]),
        Configure = WalletApp.Configure,
        StorageConnectionString = storageConnectionString,
        HostJson = HostJson.Read(Path.Combine(AppContext.BaseDirectory, "host.json")),
        LocalSettingsPath = Path.Combine(AppContext.BaseDirectory, "local.settings.json"),
        DefaultSettings = new Dictionary<string, string?>
        {
            [$"LocalServiceBus:Topics:{WalletEventPublisher.Topic}"] = string.Empty,
            [$"LocalServiceBus:Topics:{BusAlerts.Topic}"] = string.Empty,

            // Counterparties to talk to listen on this machine.
            ["Callbacks:AllowLoopback"] = "true",
            [$"Callbacks:Secrets:{WalletSettings.LocalPartner}:{SandboxSecretName}"] = SandboxSecret,
            [DailyHeadFunction.ScheduleSetting] = DailyHeadFunction.DefaultSchedule,
        },

        // A local.settings.json made for Core Tools names its own: the app must not keep its rows elsewhere than the host its history.
        Settings = new Dictionary<string, string?> { ["StorageAccounts:default"] = storageConnectionString },
    };
}
