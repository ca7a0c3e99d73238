using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Local.Host.Durable;
using WalletFunctions.Local.Host.Durable.Storage;
using WalletFunctions.Local.Host.Storage;

namespace WalletFunctions.CrashTarget;

/// <summary>
/// Starts instances until it is killed: <c>CrashTarget CONNECTION-STRING HUB</c>. Prints <c>ready</c> when the engine runs, and <c>accepted ID RESULT</c>
/// once a start is durable.
/// </summary>
public static class Program
{
    // Small, so that a kill also meets instances on their way to a shelf and back, and a log that is being cut.
    public static DurableEngineOptions Options { get; } = new() { MaxLogRecords = 32, MaxResidentInstances = 40 };

    private const int Callers = 24;

    /// <summary>An engine on a hub of the crash tests.</summary>
    public static DurableEngine NewEngine(string connectionString, string hub) => new(
        hub,
        new CrashCode(),
        new TablesDurableStore(StorageClients.CreateWithoutRetries(connectionString), hub, TimeProvider.System, NullLoggerFactory.Instance),
        Options,
        PayloadConverter.WithWorkerDefaults(),
        TimeProvider.System,
        NullLoggerFactory.Instance);

    private static async Task<int> Main(string[] args)
    {
        await using var engine = NewEngine(args[0], args[1]);
        await engine.StartAsync(CancellationToken.None);
        await Console.Out.WriteLineAsync("ready");
        await Task.WhenAny(Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => CallAsync(engine, caller))), engine.Ended);
        return 1;
    }

    private static async Task CallAsync(DurableEngine engine, int caller)
    {
        for (var number = caller; ; number++)
        {
            var (name, result) = CrashCode.Kinds[number % CrashCode.Kinds.Count];
            var id = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{caller}-{number}-{name}");
            await engine.Client.ScheduleNewOrchestrationInstanceAsync(name, null, new StartOrchestrationOptions(id));
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"accepted {id} {result}"));
            if (name == "Signal")
            {
                await engine.Client.RaiseEventAsync(id, CrashCode.SignalEvent, result);
            }
            else if (number % 3 == 0)
            {
                await engine.Client.WaitForInstanceCompletionAsync(id);
            }
        }
    }
}
