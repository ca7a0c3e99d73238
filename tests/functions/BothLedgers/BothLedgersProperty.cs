using FsCheck;
using FsCheck.Fluent;
using WalletFunctions.Local.Sandbox.Fintech;
using WalletFunctions.Local.Sandbox.Fintech.Mirror;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.BothLedgers;

/// <summary>
/// Whatever fintech and bank do, in whatever order, and whatever fails between them: in the end both ledgers are equal, or a break names the
/// transaction that makes the difference.
/// </summary>
public sealed class BothLedgersProperty
{
    private const int Cases = 60;
    private const int LongestScript = 24;
    private const int Wallets = 3;
    private const ulong Seed = 20_261_120;

    [Fact]
    public void Any_interleaving_with_faults_ends_with_both_ledgers_equal_or_a_break_that_names_the_difference()
    {
        var scripts = Gen.Choose(0, int.MaxValue).ListOf().Resize(LongestScript).ToArbitrary();
        var config = FixedSeed.Cases(Cases, Seed);

        // Off the test runner's own threads: there are as few as processors, and one that is blocked here would wait for itself.
        Check.One(config, Prop.ForAll(scripts, script => Task.Run(() => PlayAsync([.. script])).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task A_fintech_that_keeps_silent_about_what_it_took_back_is_a_break()
    {
        await using var both = new BothSides(reversesAutomatically: false);
        await both.Ready;
        var wallet = await both.OpenAsync("alone");
        both.Fintech.Behaviour.Let(FintechFault.ReverseWhatSettled, 1);
        both.Fintech.Behaviour.Let(FintechFault.KnowNothing, int.MaxValue);
        await both.AnnounceAsync("deposit.received", wallet, 100, times: 1);

        var differences = await both.ComeToRestAsync();
        Assert.Equal(["sequence", "balance"], differences.Select(difference => difference.What));
        Assert.Equal([wallet], await both.WalletsInBreaksAsync());
    }

    private static async Task PlayAsync(int[] script)
    {
        await using var both = new BothSides(reversesAutomatically: script.Length % 2 == 0);
        await both.Ready;
        var wallets = new List<string>();
        for (var number = 0; number < Wallets; number++)
        {
            wallets.Add(await both.OpenAsync($"wallet-{number}"));
        }

        var random = new Random(script.Aggregate(script.Length, (sum, number) => unchecked((sum * 31) + number)));
        both.Let(() => Chance(random, 12) ? WireFault.LosesRequest : Chance(random, 12) ? WireFault.LosesAnswer : WireFault.None);
        both.LetDie(() => Chance(random, 40));
        both.Fintech.Behaviour.ReorderWindow = 1 + (script.Length % 3);
        var running = new List<Task>();
        var keys = new List<string>();
        foreach (var number in script)
        {
            running.AddRange(Act(both, wallets, keys, number));
            if (number % 5 == 0)
            {
                await Task.WhenAll(running);
            }
        }

        await Task.WhenAll(running);
        var differences = await both.ComeToRestAsync();
        var named = await both.WalletsInBreaksAsync();
        Assert.All(differences, difference => Assert.Contains(difference.Subject.Split('#')[0], named));
    }

    // What one number of the script stands for.
    private static IEnumerable<Task> Act(BothSides both, List<string> wallets, List<string> keys, int number)
    {
        var (wallet, other) = (wallets[number / 16 % Wallets], wallets[((number / 16) + 1 + (number / 64 % (Wallets - 1))) % Wallets]);
        var minor = 1 + (number / 256 % 150);
        var key = $"key-{keys.Count}";
        switch (number % 16)
        {
            case 0 or 1 or 2 or 3:
                keys.Add(key);
                return [both.Fintech.RequestAsync(BankRequest.Transfer(key, wallet, other, minor, "USD"), default)];
            case 4 or 5 or 6 or 7:
                return [both.AnnounceAsync("deposit.received", wallet, minor, times: number / 256 % 3)];
            case 8:
                return [both.AnnounceAsync("chargeback.received", wallet, minor, times: 1)];
            case 9:
                return [both.AnnounceAsync("direct-debit.requested", wallet, minor, times: 2)];
            case 10 when both.Fintech.Ledger.Requests.FirstOrDefault(Reversible) is { } request:
                return [both.Fintech.RequestAsync(BankRequest.Reversal($"reverse-{request.Key}", request.TransactionId!, request.Lines), default)];
            case 11:
                return [both.AnnounceAsync("payment.returned", wallet, minor, times: 1)];
            case 12:
                both.Fintech.Behaviour.Let(FintechFault.ReverseWhatSettled, 1);
                return [];
            case 13:
                both.Fintech.Behaviour.Let(FintechFault.Duplicate, 2);
                return [];
            case 14:
                both.Fintech.Behaviour.Let(FintechFault.LieAboutAmount, 1);
                both.Fintech.Behaviour.Let(FintechFault.LoseAnswer, 2);
                return [];
            default:
                both.Fintech.Behaviour.Let(FintechFault.ForgetAcknowledgement, 2);
                return [];
        }
    }

    private static bool Reversible(Provisional request) =>
        request is { State: ProvisionalState.Committed, TransactionId: not null } && request.Key.StartsWith("key-", StringComparison.Ordinal);

    private static bool Chance(Random random, int oneIn)
    {
        lock (random)
        {
            return random.Next(oneIn) == 0;
        }
    }
}
