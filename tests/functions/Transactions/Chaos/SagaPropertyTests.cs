using System.Globalization;
using FsCheck.Fluent;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions.Chaos;

/// <summary>
/// The scenarios are the same in every run; <c>SAGA_SEED</c> (a number) brings others, <c>SAGA_CASES</c> more or fewer. A failure prints the smallest scenario found.
/// </summary>
public sealed class SagaPropertyTests
{
    private const int Cases = 200;
    private const int LongestScenario = 120;
    private const ulong DefaultSeed = 20_261_120;

    [Fact]
    public void Whatever_happens_between_the_steps_every_transaction_ends_once_with_the_ledger_balanced_and_nothing_held()
    {
        var config = FixedSeed.Cases((int)(Number("SAGA_CASES") ?? Cases), Number("SAGA_SEED") ?? DefaultSeed);
        FsCheck.Check.One(config, Prop.ForAll(ChaosTurn.Scenarios(LongestScenario), scenario => Task.Run(() => PlayAsync(scenario)).GetAwaiter().GetResult()));
    }

    private static async Task PlayAsync(ChaosScenario scenario)
    {
        await using var run = new ChaosRun();
        await run.PrepareAsync();
        foreach (var turn in scenario.Turns)
        {
            await run.PlayAsync(turn);
        }

        await run.EndAsync();
        await ChaosChecks.CheckAsync(run);
    }

    private static ulong? Number(string variable) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
