using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using WalletFunctions.Local.Sandbox.Fintech;

namespace WalletFunctions.Benchmarks.BankEvents;

/// <summary>
/// From an event in the bank's queue to the fintech's commit of its own transaction: queue, inbox, orchestration, signed callback, the fintech's
/// request, the ledger. App, host, ten fintechs and Azurite share the machine. In turns with everybody well, and with one partner dead and one
/// that answers in ten seconds; at the end all are well again, catch up, and both ledgers of every partner are compared.
/// </summary>
internal static class BankEventsBenchmark
{
    public const string Usage = """
        bank-events       events in the queue to fulfilled transactions with ten fintechs, one of them dead and one slow, in about three minutes
        bank-events --quick  the same in a minute, too short for figures to quote
        The last line is one line of JSON. Leave the machine alone meanwhile.
        """;

    private const int Partners = 10;
    private const int WalletsEach = 20;
    private const int Turns = 3;
    private const int WidthOfFiles = 140;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(10);

    /// <summary>How much is run.</summary>
    /// <param name="WarmUpEach">Events of each partner before anything is measured.</param>
    /// <param name="AtOnceEach">Events of each partner that are put into the queue at once.</param>
    /// <param name="PacedEach">Events of each partner that are sent at a steady pace.</param>
    /// <param name="PacedPerSecond">That pace, over all partners.</param>
    internal sealed record Plan(int WarmUpEach, int AtOnceEach, int PacedEach, double PacedPerSecond)
    {
        /// <summary>Everything.</summary>
        public static Plan Full { get; } = new(20, 80, 20, 15);

        /// <summary>Enough to see that it works.</summary>
        public static Plan Quick { get; } = new(3, 10, 4, 10);
    }

    /// <summary>Runs it; true only if nothing was lost or doubled and both ledgers agree.</summary>
    public static async Task<bool> RunAsync(Plan plan)
    {
        var names = Enumerable.Range(0, Partners).Select(number => string.Create(CultureInfo.InvariantCulture, $"fintech-{number}")).ToArray();
        await using var world = await EventWorld.StartAsync(names);
        var everybody = await Task.WhenAll(names.Select(name => world.AddPartnerAsync(name, WalletsEach)));
        var (dead, slow, well) = (everybody[0], everybody[1], everybody[2..]);
        var run = new EventRun(world, everybody);
        await run.AtOnceAsync("warm-up", plan.WarmUpEach, everybody);

        var allWell = await run.AtOnceAsync("everybody well, at once", plan.AtOnceEach, everybody);

        Behave(isWell: false);
        var atOnce = await run.AtOnceAsync("one dead, one slow, at once", plan.AtOnceEach, well);
        Behave(isWell: true);
        foreach (var partner in everybody)
        {
            await partner.Fintech.CatchUpAsync(CancellationToken.None);
        }

        // In turns, so that a moment in which the machine is busy with something else spoils one pair and not the ratio.
        var (baselines, degraded) = (new List<EventFigures>(), new List<EventFigures>());
        for (var turn = 0; turn < Turns; turn++)
        {
            Behave(isWell: true);
            baselines.Add(await run.PacedAsync("everybody well, paced", plan.PacedEach, plan.PacedPerSecond, well));
            Behave(isWell: false);
            degraded.Add(await run.PacedAsync("one dead, one slow, paced", plan.PacedEach, plan.PacedPerSecond, well));
        }

        Behave(isWell: true);
        var verdict = await EventVerdict.OfAsync(everybody);
        Report([allWell, atOnce, .. baselines.Zip(degraded).SelectMany(turn => new[] { turn.First, turn.Second })], verdict);
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, double>
        {
            ["eventsPerSecond"] = Math.Round(atOnce.PerSecond, 1),
            ["medianMs"] = Math.Round(Middle(degraded.Select(each => each.MedianMs)), 1),
            ["p99Ms"] = Math.Round(Middle(degraded.Select(each => each.Percentile99Ms)), 1),
            ["lost"] = verdict.Lost,
            ["doubled"] = verdict.Doubled,
            ["healthyMedianOverBaseline"] = Math.Round(Middle(baselines.Zip(degraded, (before, after) => after.MedianMs / before.MedianMs)), 2),
            ["eventsPerSecondEverybodyWell"] = Math.Round(allWell.PerSecond, 1),
            ["storageCallsPerEvent"] = Math.Round(allWell.CallsEach, 1),
            ["ledgerDifferences"] = verdict.Differences.Count,
        }));
        return verdict is { Lost: 0, Doubled: 0, Differences.Count: 0 };

        void Behave(bool isWell)
        {
            dead.Fintech.Behaviour.Let(FintechFault.Dead, isWell ? 0 : int.MaxValue);
            slow.Fintech.Behaviour.SlowBy = isWell ? TimeSpan.Zero : Slow;
        }
    }

    private static double Middle(IEnumerable<double> figures) => figures.Order().ElementAt(Turns / 2);

    private static void Report(IReadOnlyList<EventFigures> runs, EventVerdict verdict)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WidthOfFiles;
        }

        var table = new Table().AddColumns("run", "events", "events/s", "median ms", "p99 ms", "storage calls each", "cpu ms each", "Azurite cpu ms each");
        foreach (var run in runs)
        {
            table.AddRow(
                run.Name,
                Text(run.Events, 0),
                Text(run.PerSecond, 1),
                Text(run.MedianMs, 1),
                Text(run.Percentile99Ms, 1),
                Text(run.CallsEach, 1),
                Text(run.CpuMsEach, 1),
                Text(run.AzuriteCpuMsEach, 1));
        }

        AnsiConsole.Write(table);
        foreach (var difference in verdict.Differences.Take(20))
        {
            Console.WriteLine(difference);
        }

        Console.WriteLine(verdict.Differences.Count == 0 ? "Both ledgers are equal, wallet by wallet." : $"{verdict.Differences.Count} differences between the ledgers.");
    }

    private static string Text(double figure, int digits) => figure.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
