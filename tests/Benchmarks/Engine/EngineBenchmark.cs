using System.Globalization;
using System.Text.Json;
using Azure.Core;
using Spectre.Console;
using WalletFunctions.Benchmarks.Ledger;
using WalletFunctions.Local.Host;
using WalletFunctions.Local.Host.Configuration;
using WalletFunctions.Local.Host.Functions;
using WalletFunctions.Local.Host.Storage;

namespace WalletFunctions.Benchmarks.Engine;

/// <summary>
/// From an HTTP request to the answer of the orchestration that it starts, through the local host on an Azurite with its rows in a file. Host, callers and Azurite share
/// the machine. The runs take turns, and medians over the turns count.
/// </summary>
internal static class EngineBenchmark
{
    public const string Usage = """
        engine            an HTTP-started orchestration of three trivial activities, start to answer, with 1 and with 64 callers, in about a minute
        The last line is one line of JSON. Leave the machine alone meanwhile.
        """;

    private const int ManyCallers = 64;
    private const int Turns = 3;
    private const int WidthOfFiles = 140;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RunTime = TimeSpan.FromSeconds(6);

    public static async Task RunAsync()
    {
        await using var azurite = await BenchAzurite.StartAsync(keepsRowsInFile: true);
        var calls = new StorageCalls();
        await using var host = await LocalHost.StartAsync(new LocalHostOptions
        {
            Functions = FunctionDiscovery.FindIn([typeof(BenchFunctions)]),
            Configure = _ => { },
            StorageConnectionString = azurite.ConnectionString,
            ConnectStorage = connection => StorageClients.CreateWithoutRetries(
                connection, options => options.AddPolicy(calls, HttpPipelinePosition.PerCall)),
            HostJson = new HostJson { RoutePrefix = string.Empty },
            UsesEnvironment = false,
            Port = 0,
        });
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = ManyCallers }) { BaseAddress = host.BaseAddress };
        var load = new EngineLoad(http, calls, () => azurite.CpuMs);
        await load.RunAsync(ManyCallers, WarmUp);
        await load.RunAsync(1, WarmUp / 2);
        var one = new List<EngineFigures>();
        var many = new List<EngineFigures>();
        for (var turn = 0; turn < Turns; turn++)
        {
            one.Add(await load.RunAsync(1, RunTime));
            many.Add(await load.RunAsync(ManyCallers, RunTime));
        }

        Report(one, many);
    }

    private static void Report(List<EngineFigures> one, List<EngineFigures> many)
    {
        var table = new Table().AddColumns("callers", "instances/s", "median ms", "p99 ms", "storage calls each", "cpu ms each", "Azurite cpu ms each");
        foreach (var run in one.Zip(many).SelectMany(turn => new[] { turn.First, turn.Second }))
        {
            table.AddRow(
                $"{run.Callers}",
                Text(run.PerSecond, 0),
                Text(run.MedianMs, 1),
                Text(run.Percentile99Ms, 1),
                Text(run.CallsPerInstance, 2),
                Text(run.CpuMsPerInstance, 2),
                Text(run.AzuriteCpuMsPerInstance, 2));
        }

        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WidthOfFiles;
        }

        AnsiConsole.Write(table);
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, double>
        {
            ["instancesPerSecond64"] = Median(many, run => run.PerSecond, 0),
            ["medianMs64"] = Median(many, run => run.MedianMs, 2),
            ["p99Ms64"] = Median(many, run => run.Percentile99Ms, 2),
            ["storageCallsPerInstance64"] = Median(many, run => run.CallsPerInstance, 2),
            ["instancesPerSecond1"] = Median(one, run => run.PerSecond, 0),
            ["medianMs1"] = Median(one, run => run.MedianMs, 2),
            ["p99Ms1"] = Median(one, run => run.Percentile99Ms, 2),
            ["storageCallsPerInstance1"] = Median(one, run => run.CallsPerInstance, 2),
        }));
    }

    private static double Median(List<EngineFigures> runs, Func<EngineFigures, double> figure, int digits)
        => Math.Round(runs.Select(figure).Order().ElementAt(runs.Count / 2), digits);

    private static string Text(double figure, int digits) => figure.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
