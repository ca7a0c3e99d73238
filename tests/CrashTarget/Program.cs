using System.Globalization;
using Microsoft.DurableTask;
using WalletFunctions.Local.Host.Durable;

namespace WalletFunctions.CrashTarget;

/// <summary>
/// Starts instances until it is killed: <c>CrashTarget CONNECTION-STRING HUB</c>. Prints <c>ready</c> when the engine runs, and <c>accepted ID RESULT</c>
/// once a start is durable.
/// </summary>
internal static class Program
{
    private const int Callers = 24;

    private static async Task<int> Main(string[] args)
    {
        await using var engine = CrashEngine.New(args[0], args[1]);
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
