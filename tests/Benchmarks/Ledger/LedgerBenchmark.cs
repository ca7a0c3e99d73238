using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using static WalletFunctions.Benchmarks.Ledger.Figures;

namespace WalletFunctions.Benchmarks.Ledger;

/// <summary>
/// The ledger on Azurite, beside a bare client that sends the same transactions. Whatever is compared is run in turns, several times, each time on a new table, and the medians count: this evens
/// out what else the machine does, and that Azurite gets slower the more it holds.
/// </summary>
internal sealed class LedgerBenchmark(BenchAzurite azurite, LedgerBenchmark.Plan plan)
{
    /// <summary>How much is measured.</summary>
    /// <param name="Rounds">Turns of what is compared.</param>
    /// <param name="Seconds">One run of one turn.</param>
    /// <param name="GrownEntries">Entries in the table that has grown; 0: growth is left out.</param>
    internal sealed record Plan(int Rounds, double Seconds, int GrownEntries)
    {
        internal static Plan Full { get; } = new(Rounds: 4, Seconds: 3, GrownEntries: 500_000);

        internal static Plan Quick { get; } = new(Rounds: 2, Seconds: 2, GrownEntries: 0);
    }

    internal const string Usage = """
        ledger            everything, in about 7 minutes on a machine of its own: transfers among 1,000 wallets through the ledger on an Azurite of its own, beside a bare client
        ledger --quick    a first impression in about 2 minutes, without growth
        The last line is one line of JSON. Leave the machine alone meanwhile; ratios bear noise, rates do not.
        """;

    private const int Callers = 64;
    private const int WidthOfFiles = 200;
    private const int SmallEntries = 10_000;
    private const double WarmUpSeconds = 4;
    private const double ShortWarmUpSeconds = 1;
    private readonly Table _table = new Table().AddColumns("run", "a second", "ceiling", "of it", "median ms", "p99 ms", "calls", "entities", "failed/s", "cpu ms", "its ceiling", "Azurite cpu ms", "its ceiling");

    internal async Task RunAsync()
    {
        var figures = new Dictionary<string, object?>();
        await using SecondProcess second = await SecondProcess.StartAsync(azurite.ConnectionString);
        await AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn()).StartAsync(async context =>
        {
            ProgressTask task = context.AddTask("the ledger", maxValue: 6 + (plan.GrownEntries > 0 ? 4 : 0));
            await OnePartitionAsync(figures, second, task);
            foreach (int partitions in (int[])[4, 16])
            {
                Next(task, $"{partitions} partitions");
                figures[$"partitions{partitions}"] = await PartitionsAsync(second, partitions, isMix: false);
            }

            Next(task, "transfers and deposits with a fee");
            figures["mix"] = await PartitionsAsync(second, 1, isMix: true);
            Next(task, "memory");
            figures["memory"] = await MemoryAsync();
        });
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WidthOfFiles;
        }

        AnsiConsole.Write(_table);
        Console.WriteLine(JsonSerializer.Serialize(figures));
    }

    private async Task OnePartitionAsync(Dictionary<string, object?> figures, SecondProcess second, ProgressTask task)
    {
        Next(task, "1 partition");
        var small = new Turns([], []);
        RunFigures[] single = new RunFigures[plan.Rounds];
        Turns? grown = null;
        (long Entries, double Seconds) verified = default;
        for (int round = 0; round < plan.Rounds; round++)
        {
            await using Bench bench = await Bench.StartAsync(azurite, 1, isMix: false, round == 0 ? WarmUpSeconds : ShortWarmUpSeconds);
            await FillAsync(bench, SmallEntries, task, 0);
            small.Add(await bench.AgainstBareAsync(new LoadRequest(Callers, plan.Seconds)));
            single[round] = await bench.LedgerAsync(new LoadRequest(Callers: 1, plan.Seconds / 2));
            if (round < plan.Rounds - 1)
            {
                continue;
            }

            verified = await bench.VerifyAsync();
            if (plan.GrownEntries > 0)
            {
                grown = await GrowAsync(bench, task);
            }
        }

        Report("1 partition", small);
        double singleMedianMs = Median(single, run => run.Load.MedianMs);
        _table.AddRow("1 caller", Text(Median(single, run => run.Load.PerSecond), 0), "", "", Text(singleMedianMs, 1), Text(Median(single, run => run.Load.Percentile99Ms), 1), Text(Median(single, run => run.Load.CallsPerOperation), 2));
        if (grown is not null)
        {
            Report($"1 partition, {plan.GrownEntries:N0} entries", grown);
        }

        Next(task, "1 partition, 2 processes");
        (RunFigures[] one, RunFigures[] two) = await CompareProcessesAsync(second, 1, isMix: false);
        (double twoPerSecond, double twoOverOne) = Processes("1 partition", one, two);
        figures["transfersPerSecond"] = Round(small.PerSecond);
        figures["postingsPerSecond"] = Round(small.PerSecond);
        figures["ceilingPerSecond"] = Round(small.CeilingPerSecond);
        figures["postingsOverCeiling"] = Round(small.OverCeiling);
        figures["growthRatio"] = grown is null ? null : Round(grown.OverCeiling / small.OverCeiling);
        figures["singleCallerMedianMs"] = Round(singleMedianMs);
        figures["storageCallsPerPosting1"] = Round(Median(single, run => run.Load.CallsPerOperation));
        figures["storageCallsPerPosting64"] = Round(small.Calls);
        figures["entitiesPerPosting"] = Round(small.Entities);
        figures["growth"] = grown is null ? null : new
        {
            entries = plan.GrownEntries,
            transfersPerSecond = Round(grown.PerSecond),
            ceilingPerSecond = Round(grown.CeilingPerSecond),
            postingsOverCeiling = Round(grown.OverCeiling),
            storageCallsPerPosting64 = Round(grown.Calls),
            entitiesPerPosting = Round(grown.Entities),
        };
        figures["verify"] = new { entriesPerSecond = Round(verified.Entries / verified.Seconds), entries = verified.Entries, seconds = Round(verified.Seconds) };
        figures["partitions1"] = new { twoProcessesPerSecond = Round(twoPerSecond), twoOverOneProcess = Round(twoOverOne), detail = Detail(small) };
    }

    private async Task<object> PartitionsAsync(SecondProcess second, int partitions, bool isMix)
    {
        string name = isMix ? "mix" : string.Create(CultureInfo.InvariantCulture, $"{partitions} partitions");
        var turns = new Turns([], []);
        for (int round = 0; round < plan.Rounds; round++)
        {
            await using Bench bench = await Bench.StartAsync(azurite, partitions, isMix, round == 0 ? WarmUpSeconds : ShortWarmUpSeconds);
            turns.Add(await bench.AgainstBareAsync(new LoadRequest(Callers, plan.Seconds, isMix)));
        }

        Report(name, turns);
        (RunFigures[] one, RunFigures[] two) = await CompareProcessesAsync(second, partitions, isMix);
        (double perSecond, double ratio) = Processes(name, one, two);
        return new
        {
            transfersPerSecond = Round(turns.PerSecond),
            ceilingPerSecond = Round(turns.CeilingPerSecond),
            overCeiling = Round(turns.OverCeiling),
            twoProcessesPerSecond = Round(perSecond),
            twoOverOneProcess = Round(ratio),
            detail = Detail(turns),
        };
    }

    private async Task<Turns> GrowAsync(Bench bench, ProgressTask task)
    {
        Next(task, "growing");
        await FillAsync(bench, plan.GrownEntries, task, 3);
        await bench.LedgerAsync(new LoadRequest(Callers, plan.Seconds));
        var grown = new Turns([], []);
        for (int round = 0; round < plan.Rounds; round++)
        {
            grown.Add(await bench.AgainstBareAsync(new LoadRequest(Callers, plan.Seconds)));
        }

        return grown;
    }

    /// <summary>
    /// Two processes and one in turns, each on a table of its own: one process alone meets nobody's writes. The one does as many operations as the two did before it, so both tables are as full as
    /// each other at every turn.
    /// </summary>
    private async Task<(RunFigures[] One, RunFigures[] Two)> CompareProcessesAsync(SecondProcess second, int partitions, bool isMix)
    {
        const double WarmUpSeconds = 4;
        var request = new LoadRequest(Callers, plan.Seconds, isMix);
        await using Bench alone = await Bench.StartAsync(azurite, partitions, isMix, ShortWarmUpSeconds);
        await using Bench shared = await Bench.StartAsync(azurite, partitions, isMix, ShortWarmUpSeconds);
        await CompareAsync(request with { Seconds = WarmUpSeconds });
        RunFigures[] one = new RunFigures[plan.Rounds], two = new RunFigures[plan.Rounds];
        for (int round = 0; round < plan.Rounds; round++)
        {
            (one[round], two[round]) = await CompareAsync(request);
        }

        return (one, two);

        async Task<(RunFigures One, RunFigures Two)> CompareAsync(LoadRequest each)
        {
            RunFigures both = await shared.TwoProcessesAsync(second, each);
            return (await alone.LedgerAsync(each with { Operations = both.Load.Operations }), both);
        }
    }

    private async Task<object> MemoryAsync()
    {
        const int Limit = 8_192;
        int[] wallets = [Limit, 4 * Limit, 12 * Limit];
        double[] mebibytes = await CacheMemory.MeasureAsync(wallets);
        AnsiConsole.WriteLine("memory: " + string.Join(", ", wallets.Zip(mebibytes, (count, used) => $"{count:N0} wallets {Text(used, 1)} MiB")));
        return new { cachedRowsLimit = Limit, wallets, mebibytes = mebibytes.Select(Round) };
    }

    private static async Task FillAsync(Bench bench, int entries, ProgressTask task, double progress)
    {
        double start = task.Value;
        await bench.FillAsync(entries, rows => task.Value = start + (progress * rows / (entries * 1.5)));
    }

    private static void Next(ProgressTask task, string what)
    {
        task.Description = what;
        task.Increment(1);
    }

    private (double PerSecond, double Ratio) Processes(string name, RunFigures[] one, RunFigures[] two)
    {
        double perSecond = Median(two, run => run.Load.PerSecond), ratio = Median([.. one.Zip(two, (first, second) => second.Load.PerSecond / first.Load.PerSecond)], value => value);
        _table.AddRow(
            name + ", 2 processes",
            Text(perSecond, 0),
            "",
            Text(ratio, 2) + " of 1",
            Text(Median(two, run => run.Load.MedianMs), 1),
            Text(Median(two, run => run.Load.Percentile99Ms), 1),
            Text(Median(two, run => run.Load.CallsPerOperation), 3),
            Text(Median(two, run => run.Load.EntitiesPerOperation), 2),
            Text(Median(two, run => run.Load.Traffic.Failures / run.Load.Seconds), 0));
        return (perSecond, ratio);
    }

    private void Report(string name, Turns turns) => _table.AddRow(
        name,
        Text(turns.PerSecond, 0),
        Text(turns.CeilingPerSecond, 0),
        Text(turns.OverCeiling, 2),
        Text(Median(turns.Ledger, run => run.Load.MedianMs), 1),
        Text(Median(turns.Ledger, run => run.Load.Percentile99Ms), 1),
        Text(turns.Calls, 3),
        Text(turns.Entities, 2),
        Text(Median(turns.Ledger, run => run.Load.Traffic.Failures / run.Load.Seconds), 0),
        Text(turns.CpuMs, 3),
        Text(turns.CeilingCpuMs, 3),
        Text(turns.AzuriteCpuMs, 3),
        Text(turns.CeilingAzuriteCpuMs, 3));

    private static object Detail(Turns turns) => new
    {
        callsPerTransfer = Round(turns.Calls),
        entitiesPerTransfer = Round(turns.Entities),
        ceilingEntitiesPerSecond = Round(Median(turns.Bare, run => run.EntitiesPerSecond)),
        ceilingInFlight = Median(turns.Bare, run => run.InFlight),
        cpuMs = Round(turns.CpuMs),
        ceilingCpuMs = Round(turns.CeilingCpuMs),
        azuriteCpuMs = Round(turns.AzuriteCpuMs),
        ceilingAzuriteCpuMs = Round(turns.CeilingAzuriteCpuMs),
    };
}
