using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WalletFunctions.Local.Host;
using WalletFunctions.Local.Host.Configuration;
using WalletFunctions.Local.Host.Functions;
using WalletFunctions.Local.Host.Storage;
using WalletFunctions.Tests.Testing;

namespace WalletFunctions.Tests.Local.Host;

/// <summary>A local host for a test's own function classes: a free port, tables of its own, no environment variables.</summary>
internal sealed record TestHost(AzuriteFixture Azurite, params Type[] FunctionClasses)
{
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    public Action<IFunctionsWorkerApplicationBuilder> Configure { get; init; } = _ => { };

    public HostJson HostJson { get; init; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Hosts with one prefix are one host before and after a restart.</summary>
    public string TablePrefix { get; init; } = "H" + Guid.NewGuid().ToString("N");

    public string? StorageConnectionString { get; init; }

    public Func<string, TableServiceClient> ConnectStorage { get; init; } = connection => StorageClients.CreateWithoutRetries(connection);

    public int Port { get; init; }

    /// <summary>What the host logged.</summary>
    public RecordedLog Log { get; init; } = new();

    public TimeSpan ShutdownTimeout { get; init; } = TestPatience.Longest;

    /// <summary>Lets function classes record what they see.</summary>
    public static Action<IFunctionsWorkerApplicationBuilder> With<T>(T recorder)
        where T : class => builder => builder.Services.AddSingleton(recorder);

    public Task<LocalHost> StartAsync() => LocalHost.StartAsync(new LocalHostOptions
    {
        Functions = FunctionDiscovery.FindIn(FunctionClasses),
        Configure = Configure,
        StorageConnectionString = StorageConnectionString ?? Azurite.ConnectionString,
        ConnectStorage = ConnectStorage,
        Port = Port,
        UsesEnvironment = false,
        Settings = Settings,
        HostJson = HostJson,
        TimeProvider = Time,
        TablePrefix = TablePrefix,
        ShutdownTimeout = ShutdownTimeout,
        Logging = logging => logging.AddProvider(Log),
    });
}
