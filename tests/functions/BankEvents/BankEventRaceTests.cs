using FsCheck;
using FsCheck.Fluent;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.BankEvents;

/// <summary>Claims, give-backs, the deadline, a decline and a return in whatever order: money is never lost and never moves twice.</summary>
public sealed class BankEventRaceTests
{
    private const int Actions = 9;

    [Fact]
    public void Whatever_races_on_an_event_its_money_is_in_one_place_in_the_end() => Check.One(
        FixedSeed.Cases(150),
        Prop.ForAll(
            ArbMap.Default.ArbFor<bool>(),
            Gen.Choose(0, Actions - 1).ListOf().ToArbitrary(),
            (isMoneyIn, actions) => Task.Run(() => PlayAsync(isMoneyIn, [.. actions])).GetAwaiter().GetResult()));

    private static async Task PlayAsync(bool isMoneyIn, IReadOnlyList<int> actions)
    {
        await using var bench = await new BankEventBench().OpenAsync();
        var (type, answer) = isMoneyIn ? (BankEventType.DepositReceived, TransactionType.Deposit) : (BankEventType.ChargebackReceived, TransactionType.Withdrawal);
        await bench.ReceiveAsync(bench.MessageOf(type));
        var running = new List<Course>();
        var settled = new List<Course>();
        foreach (var action in actions)
        {
            switch (action)
            {
                case 0 or 1:
                    running.Add(new Course(bench, answer, $"t-{running.Count + settled.Count}-{action}"));
                    break;
                case 2 or 3 or 4 when running.Count > 0:
                    await AdvanceAsync(running[action % running.Count], isGivingUp: false);
                    break;
                case 5 when running.Count > 0:
                    await AdvanceAsync(running[^1], isGivingUp: true);
                    break;
                case 6:
                    bench.Clock.Advance(TimeSpan.FromHours(13));
                    await bench.LookAsync();
                    break;
                case 7:
                    await bench.DeclineAsync();
                    break;
                case 8:
                    await bench.Arbiter.ProposeReturnAsync(Orders.Partner, BankEventBench.Key, OperatorId.Parse("anna"), "why", CancellationToken.None);
                    await bench.Arbiter.ApproveReturnAsync(Orders.Partner, BankEventBench.Key, OperatorId.Parse("bert"), CancellationToken.None);
                    break;
                default:
                    break;
            }
        }

        // Everything that was begun comes to its end, and so does time.
        foreach (var course in running.ToArray())
        {
            while (running.Contains(course))
            {
                await AdvanceAsync(course, isGivingUp: false);
            }
        }

        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.FollowToEndAsync();
        await bench.ReturnLookAsync();
        var state = (await bench.EventAsync()).State;
        var moved = isMoneyIn ? BankEventBench.Minor : -BankEventBench.Minor;
        var expected = state switch
        {
            BankEventState.Fulfilled => (BankEventBench.Funds + moved, -BankEventBench.Funds - moved, 0L),
            BankEventState.Suspended => (BankEventBench.Funds, -BankEventBench.Funds - moved, moved),
            BankEventState.Returned => (BankEventBench.Funds, -BankEventBench.Funds, 0L),
            _ => throw new InvalidOperationException($"It ended {state}."),
        };
        Assert.Equal(expected, await bench.SumsAsync());
        Assert.Equal(state == BankEventState.Fulfilled ? 1 : 0, settled.Count(course => course.HasPosted));
        Assert.Empty(bench.Events.Work);

        async Task AdvanceAsync(Course course, bool isGivingUp)
        {
            await course.AdvanceAsync(isGivingUp);
            if (course.IsDone)
            {
                running.Remove(course);
                settled.Add(course);
            }
        }
    }

    /// <summary>Where an answering transaction is.</summary>
    private sealed class Course(BankEventBench bench, TransactionType type, string name)
    {
        private readonly AnsweringTransaction _transaction = new(bench, type, name);
        private int _steps;

        public bool IsDone => _transaction.IsDone;

        public bool HasPosted => _transaction.HasPosted;

        public async Task AdvanceAsync(bool isGivingUp)
        {
            _steps++;
            if (_steps == 1)
            {
                await _transaction.ClaimAsync();
            }
            else if (isGivingUp || (_steps == 2 && !await _transaction.PostAsync()))
            {
                await _transaction.GiveUpAsync();
            }
            else if (_steps > 2)
            {
                await _transaction.FulfillAsync();
            }
        }
    }
}
