using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using WalletFunctions.Shared.Ledger.Writing;

namespace WalletFunctions.Benchmarks.Ledger;

/// <summary>Another process of the ledger: the benchmark's own executable, told what to do through its input, a line of JSON for each run.</summary>
internal sealed class SecondProcess : IAsyncDisposable
{
    /// <summary>The executable's first argument.</summary>
    internal const string Command = "ledger-process";

    private const string Ready = "ready";
    private const int Slot = 1;
    private readonly Process _process;

    private SecondProcess(Process process) => _process = process;

    internal static async Task<SecondProcess> StartAsync(string connectionString, string table, int partitions)
    {
        string program = Environment.ProcessPath!;
        string[] prefix = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(SecondProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. prefix, Command, connectionString, table, partitions.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var second = new SecondProcess(Process.Start(start)!);
        string? line = await second._process.StandardOutput.ReadLineAsync();
        return line == Ready ? second : throw new InvalidOperationException($"The second process does not start: {line}");
    }

    internal async Task<LoadResult> RunAsync(LoadRequest request)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request));
        await _process.StandardInput.FlushAsync();
        string line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The second process ended.");
        return JsonSerializer.Deserialize<LoadResult>(line)!;
    }

    /// <summary>What the second process does.</summary>
    internal static async Task ServeAsync(string connectionString, string tableName, int partitions)
    {
        var world = new BenchWorld(partitions);
        var table = new CountingTable(BenchAzurite.Connect(connectionString, tableName));
        await using GroupCommitLedger ledger = world.Connect(table, Slot);
        var load = new LedgerLoad(world, ledger, table);
        Console.WriteLine(Ready);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            LoadResult result = await load.RunAsync(JsonSerializer.Deserialize<LoadRequest>(line)!);
            Console.WriteLine(JsonSerializer.Serialize(result));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
