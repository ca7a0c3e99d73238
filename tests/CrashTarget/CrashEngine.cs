using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Local.Host.Durable;
using WalletFunctions.Local.Host.Durable.Storage;
using WalletFunctions.Local.Host.Storage;

namespace WalletFunctions.CrashTarget;

/// <summary>The engine of the crash tests.</summary>
public static class CrashEngine
{
    // Small, so that a kill also meets instances on their way to a shelf and back, and a log that is being cut.
    public static DurableEngineOptions Options { get; } = new() { MaxLogRecords = 32, MaxResidentInstances = 40 };

    /// <summary>An engine on a hub of the crash tests.</summary>
    public static DurableEngine New(string connectionString, string hub) => new(
        hub,
        new CrashCode(),
        new TablesDurableStore(StorageClients.CreateWithoutRetries(connectionString), hub, TimeProvider.System, NullLoggerFactory.Instance),
        Options,
        PayloadConverter.WithWorkerDefaults(),
        TimeProvider.System,
        NullLoggerFactory.Instance);
}
