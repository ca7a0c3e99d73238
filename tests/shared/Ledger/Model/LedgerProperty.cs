using System.Globalization;
using FsCheck.Fluent;
using WalletFunctions.Tests.Testing;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>
/// The property: for every scenario, the ledger does what the model says. The scenarios are the same in every run; <c>LEDGER_MODEL_SEED</c> (a number) brings others, <c>LEDGER_MODEL_CASES</c> more
/// or fewer. A failure prints the seed, the smallest scenario found and its commands.
/// </summary>
internal static class LedgerProperty
{
    public const string SeedVariable = "LEDGER_MODEL_SEED";
    public const string CasesVariable = "LEDGER_MODEL_CASES";
    private const ulong DefaultSeed = 20_260_701;

    /// <summary>These are other scenarios than those of every day.</summary>
    public static bool IsOverridden => Number(SeedVariable) is not null || Number(CasesVariable) is not null;

    public static Outcomes Check(OpenLedgerUnderTest open, int cases, int longest, int probes, int checkEvery = 1)
    {
        var outcomes = new Outcomes();
        ulong seed = Number(SeedVariable) ?? DefaultSeed;
        var config = FixedSeed.Cases((int?)Number(CasesVariable) ?? cases, seed)
            .WithName($"{SeedVariable}={seed}");
        FsCheck.Check.One(config, Prop.ForAll(Scenario.Arbitrary(longest), scenario => Play(open, scenario, probes, outcomes, checkEvery)));
        return outcomes;
    }

    public static async Task PlayAsync(OpenLedgerUnderTest open, Scenario scenario, int probes, Outcomes outcomes, int checkEvery)
    {
        var (zone, start) = ScenarioWorld.Calendar(scenario);
        var clock = new ModelClock(start, zone);
        var terms = ModelTerms.In(zone);
        await using var subject = await open(new ModelTerms(terms), clock);
        var run = new ScenarioRun(terms, zone, clock, subject, outcomes, checkEvery);
        try
        {
            await new MovePlayer(run, scenario).PlayAsync();
            await new ScenarioEnd(run, probes).CheckAsync();
        }
        catch (LedgerDisagreementException difference)
        {
            // Of the many commands, those that the moves brought, and the last.
            var told = run.Sent.Skip(2 * ScenarioWorld.Slots.Count).Take(scenario.Moves.Count).Append(run.Sent.Last());
            throw new LedgerDisagreementException($"{difference.Message}\ncommands:\n  {string.Join("\n  ", told)}");
        }
    }

    private static void Play(OpenLedgerUnderTest open, Scenario scenario, int probes, Outcomes outcomes, int checkEvery) =>
        Task.Run(() => PlayAsync(open, scenario, probes, outcomes, checkEvery)).GetAwaiter().GetResult();

    private static ulong? Number(string variable) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : null;
}
