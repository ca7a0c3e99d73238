using System.Diagnostics;
using System.Text.Json;
using WalletFunctions.Shared.Ledger.Writing;

namespace WalletFunctions.Benchmarks.Ledger;

/// <summary>
/// Another process of the ledger: the benchmark's own executable, told what to do through its input, a line of JSON for each run. One for the whole benchmark, as the first process is: what has just
/// begun is slower than what has been running for minutes.
/// </summary>
internal sealed class SecondProcess : IAsyncDisposable
{
    /// <summary>The executable's first argument.</summary>
    internal const string Command = "ledger-process";

    private const string Ready = "ready";
    private const int Slot = 1;
    private readonly Process _process;

    private SecondProcess(Process process) => _process = process;

    internal static async Task<SecondProcess> StartAsync(string connectionString)
    {
        string program = Environment.ProcessPath!;
        string[] prefix = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(SecondProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. prefix, Command, connectionString])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var second = new SecondProcess(Process.Start(start)!);
        string? line = await second._process.StandardOutput.ReadLineAsync();
        return line == Ready ? second : throw new InvalidOperationException($"The second process does not start: {line}");
    }

    internal async Task<LoadResult> RunAsync(string table, int partitions, LoadRequest request)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new Work(table, partitions, request)));
        await _process.StandardInput.FlushAsync();
        string line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The second process ended.");
        return JsonSerializer.Deserialize<LoadResult>(line)!;
    }

    /// <summary>What the second process does.</summary>
    internal static async Task ServeAsync(string connectionString)
    {
        Joined? joined = null;
        Console.WriteLine(Ready);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Work work = JsonSerializer.Deserialize<Work>(line)!;
            if (joined?.Table != work.Table)
            {
                await LeaveAsync(joined);
                joined = Join(connectionString, work);
            }

            LoadResult result = await joined.Load.RunAsync(work.Request);
            Console.WriteLine(JsonSerializer.Serialize(result));
        }

        await LeaveAsync(joined);
    }

    private static Joined Join(string connectionString, Work work)
    {
        var world = new BenchWorld(work.Partitions);
        var table = new CountingTable(BenchAzurite.Connect(connectionString, work.Table));
        GroupCommitLedger ledger = world.Connect(table, Slot);
        return new Joined(work.Table, ledger, new LedgerLoad(world, ledger, table));
    }

    private static ValueTask LeaveAsync(Joined? joined) => joined?.Ledger.DisposeAsync() ?? ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>A run, and where.</summary>
    private sealed record Work(string Table, int Partitions, LoadRequest Request);

    /// <summary>The ledger on the table of the last run.</summary>
    private sealed record Joined(string Table, GroupCommitLedger Ledger, LedgerLoad Load);
}
