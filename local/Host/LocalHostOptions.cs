using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using WalletFunctions.Local.Host.Configuration;
using WalletFunctions.Local.Host.Durable;
using WalletFunctions.Local.Host.Functions;
using WalletFunctions.Local.Host.Storage;

namespace WalletFunctions.Local.Host;

/// <summary>What a local host runs, where, and with which settings.</summary>
public sealed record LocalHostOptions
{
    /// <summary>The port the Functions host listens on locally, too.</summary>
    public const int DefaultPort = 7071;

    /// <summary>The functions, as <see cref="FunctionDiscovery"/> finds them.</summary>
    public required IReadOnlyList<FunctionMethod> Functions { get; init; }

    /// <summary>Registers the app's services and middleware.</summary>
    public required Action<IFunctionsWorkerApplicationBuilder> Configure { get; init; }

    /// <summary>The Azurite (or account) that keeps messages, timers and orchestrations; the app sees it as <c>AzureWebJobsStorage</c>.</summary>
    public required string StorageConnectionString { get; init; }

    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The app's <c>host.json</c>.</summary>
    public HostJson HostJson { get; init; } = new();

    /// <summary>Settings that every other source wins over.</summary>
    public IReadOnlyDictionary<string, string?> DefaultSettings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The app's <c>local.settings.json</c>; null or missing for none.</summary>
    public string? LocalSettingsPath { get; init; }

    /// <summary>Whether the process's environment variables are settings, too.</summary>
    public bool UsesEnvironment { get; init; } = true;

    /// <summary>Settings that win over every other source.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>What the names of the host's own tables begin with: letters and digits, a letter first, at most 40.</summary>
    public string TablePrefix { get; init; } = "LocalHost";

    /// <summary>Makes the clients of the host's own tables; for tests that stand between host and storage.</summary>
    public Func<string, TableServiceClient> ConnectStorage { get; init; } = connectionString => StorageClients.CreateWithoutRetries(connectionString);

    /// <summary>The clock of timers, locks and orchestrations.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The limits of the orchestration engine.</summary>
    public DurableEngineOptions Durable { get; init; } = new();

    /// <summary>Where logs go; nowhere when null.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>How long a stop waits for what runs. Default 10 s.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
