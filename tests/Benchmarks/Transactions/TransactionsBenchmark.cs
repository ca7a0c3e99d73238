using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace WalletFunctions.Benchmarks.Transactions;

/// <summary>
/// From an HTTP request for a transfer to its final answer, through the whole app in the local host on an Azurite with its rows in a file. Host, callers and Azurite
/// share the machine. The runs take turns, and medians over the turns count; at the end the ledgers are proved.
/// </summary>
internal static class TransactionsBenchmark
{
    public const string Usage = """
        transactions      transfers among 1,000 wallets over HTTP, request to final answer, at 1 and at 16 ledger partitions, with 1, 16 and 64 callers, in about two minutes
        """;

    private const int Wallets = 1_000;
    private const int Turns = 3;
    private const int WaitsCounted = 40;
    private const int WidthOfFiles = 150;
    private static readonly int[] Callers = [1, 16, 64];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RunTime = TimeSpan.FromSeconds(5);

    /// <summary>Runs it; false if anything was answered wrongly or a ledger does not hold.</summary>
    public static async Task<bool> RunAsync()
    {
        await using var world = await TransactionWorld.StartAsync();
        var partners = new[] { await world.AddPartnerAsync("bench-one", 1, Wallets), await world.AddPartnerAsync("bench-sixteen", 16, Wallets) };
        var loads = partners.Select(partner => new TransactionLoad(world, partner)).ToArray();
        foreach (var load in loads)
        {
            await load.RunAsync(Callers[^1], WarmUp);
            await load.RunAsync(1, WarmUp / 2);
        }

        var runs = new List<TransactionFigures>();
        for (var turn = 0; turn < Turns; turn++)
        {
            foreach (var load in loads)
            {
                foreach (var callers in Callers)
                {
                    runs.Add(await load.RunAsync(callers, RunTime));
                }
            }
        }

        var waits = new[] { await loads[0].CountWaitsAsync(WaitsCounted), await loads[1].CountWaitsAsync(WaitsCounted) };
        var clean = true;
        foreach (var partner in partners)
        {
            var report = await world.VerifyAsync(partner);
            clean &= report.IsClean;
            Console.WriteLine(
                report.IsClean
                    ? $"Ledger of {partner.Id}: {report.Counts.Entries} entries, {report.Counts.Postings} postings; nothing is wrong, every sum is zero."
                    : $"Ledger of {partner.Id}: WRONG in {report.FindingCount} rows, first {report.Findings[0].RowKey}: {report.Findings[0].Why}");
        }

        Report(runs, waits);
        return clean && runs.TrueForAll(run => run.Errors == 0);
    }

    private static void Report(List<TransactionFigures> runs, int[] waits)
    {
        var table = new Table().AddColumns("partitions", "callers", "transfers/s", "median ms", "p99 ms", "storage calls each", "cpu ms each", "Azurite cpu ms each", "errors");
        foreach (var run in runs.OrderBy(run => run.Partitions).ThenBy(run => run.Callers))
        {
            table.AddRow(
                $"{run.Partitions}",
                $"{run.Callers}",
                Text(run.PerSecond, 0),
                Text(run.MedianMs, 1),
                Text(run.Percentile99Ms, 1),
                Text(run.CallsEach, 2),
                Text(run.CpuMsEach, 2),
                Text(run.AzuriteCpuMsEach, 2),
                $"{run.Errors}");
        }

        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WidthOfFiles;
        }

        AnsiConsole.Write(table);
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, double>
        {
            ["transactionsPerSecond64"] = Median(runs, 1, 64, run => run.PerSecond, 0),
            ["medianMs1"] = Median(runs, 1, 1, run => run.MedianMs, 2),
            ["medianMs1At16Partitions"] = Median(runs, 16, 1, run => run.MedianMs, 2),
            ["p99Ms64"] = Median(runs, 1, 64, run => run.Percentile99Ms, 2),
            ["storageCallsPerTransaction64"] = Median(runs, 1, 64, run => run.CallsEach, 2),
            ["storageWaitsPerTransaction1"] = waits[0],
            ["storageWaitsPerTransaction16"] = waits[1],
            ["errors"] = runs.Sum(run => run.Errors),
            ["transactionsPerSecond1"] = Median(runs, 1, 1, run => run.PerSecond, 0),
            ["transactionsPerSecond16"] = Median(runs, 1, 16, run => run.PerSecond, 0),
            ["transactionsPerSecond64At16Partitions"] = Median(runs, 16, 64, run => run.PerSecond, 0),
            ["storageCallsPerTransaction64At16Partitions"] = Median(runs, 16, 64, run => run.CallsEach, 2),
        }));
    }

    private static double Median(List<TransactionFigures> runs, int partitions, int callers, Func<TransactionFigures, double> figure, int digits)
    {
        var chosen = runs.Where(run => run.Partitions == partitions && run.Callers == callers).Select(figure).Order().ToArray();
        return Math.Round(chosen[chosen.Length / 2], digits);
    }

    private static string Text(double figure, int digits) => figure.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
