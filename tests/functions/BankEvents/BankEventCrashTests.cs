using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing.Banking;
using Xunit;

namespace WalletFunctions.Tests.Functions.BankEvents;

/// <summary>
/// The process dies at every single call that the course of an event makes to a store, the ledger or the bank, once before the call acts and once
/// after: in the end there is always the one outcome.
/// </summary>
public sealed class BankEventCrashTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // What happens, and what the wallet, settlement and suspense hold in the end.
    private static readonly Dictionary<string, (BankEventType Type, Func<BankEventBench, Task> Play, BankEventState End, (long, long, long) Sums, int Callbacks)> Plays = new()
    {
        ["deposit answered"] = (BankEventType.DepositReceived, bench => AnswerAsync(bench, TransactionType.Deposit), BankEventState.Fulfilled, (1_700, -1_700, 0), 1),
        ["deposit unanswered"] = (BankEventType.DepositReceived, IgnoreAsync, BankEventState.Suspended, (1_000, -1_700, 700), 2),
        ["deposit declined"] = (BankEventType.DepositReceived, DeclineAsync, BankEventState.Suspended, (1_000, -1_700, 700), 2),
        ["return answered late"] = (BankEventType.PaymentReturned, bench => AnswerLateAsync(bench, TransactionType.Deposit), BankEventState.Fulfilled, (1_700, -1_700, 0), 2),
        ["deposit sent back"] = (BankEventType.DepositReceived, SendBackAsync, BankEventState.Returned, (1_000, -1_000, 0), 3),
        ["deposit sent back, and once another amount named"] = (BankEventType.DepositReceived, SendBackAmidConfusionAsync, BankEventState.Returned, (1_000, -1_000, 0), 3),
        ["deposit not taken back"] = (BankEventType.DepositReceived, SendBackInVainAsync, BankEventState.Suspended, (1_000, -1_700, 700), 2),
        ["chargeback answered"] = (BankEventType.ChargebackReceived, bench => AnswerAsync(bench, TransactionType.Withdrawal), BankEventState.Fulfilled, (300, -300, 0), 1),
        ["chargeback unanswered"] = (BankEventType.ChargebackReceived, IgnoreAsync, BankEventState.Suspended, (1_000, -300, -700), 2),
        ["chargeback answered late"] = (BankEventType.ChargebackReceived, bench => AnswerLateAsync(bench, TransactionType.Withdrawal), BankEventState.Fulfilled, (300, -300, 0), 2),
        ["direct debit unanswered"] = (BankEventType.DirectDebitRequested, IgnoreAsync, BankEventState.Rejected, (1_000, -1_000, 0), 2),
        ["direct debit declined"] = (BankEventType.DirectDebitRequested, DeclineAsync, BankEventState.Rejected, (1_000, -1_000, 0), 2),
        ["given up after the deadline"] = (BankEventType.DepositReceived, GiveUpLateAsync, BankEventState.Suspended, (1_000, -1_700, 700), 2),
        ["given up, answered by another"] = (BankEventType.DepositReceived, GiveUpAndAnswerAsync, BankEventState.Fulfilled, (1_700, -1_700, 0), 1),
    };

    public static TheoryData<string> Names() => [.. Plays.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Wherever_the_process_dies_there_is_the_one_outcome(string name)
    {
        var calls = await PlayAsync(name, 0, afterItActed: false);
        Assert.True(calls > 5);
        for (var at = 1; at <= calls; at++)
        {
            await PlayAsync(name, at, afterItActed: false);
            await PlayAsync(name, at, afterItActed: true);
        }
    }

    private static async Task<int> PlayAsync(string name, int dieAt, bool afterItActed)
    {
        var (type, play, end, sums, callbacks) = Plays[name];
        await using var bench = await new BankEventBench().OpenAsync();
        (bench.Dying.At, bench.Dying.AfterItActed) = (dieAt, afterItActed);
        var message = bench.MessageOf(type);
        Assert.Null(await bench.ReceiveAsync(message));
        Assert.Contains($"course {BankEventBench.Key}", bench.Started);
        await bench.TellAsync();
        await play(bench);
        var where = $"{name}, died {(afterItActed ? "after" : "before")} call {dieAt}: {bench.Dying.Died}";

        // Whatever comes again now changes nothing any more.
        Assert.Null(await bench.ReceiveAsync(message));
        await bench.TellAsync();
        await bench.FollowToEndAsync();
        await bench.ReturnLookAsync();
        var bankEvent = await bench.EventAsync();
        Assert.True((end, sums) == (bankEvent.State, await bench.SumsAsync()), $"{where}: {bankEvent.State} {await bench.SumsAsync()}");
        Assert.True(bench.Events.Work.Count == 0, where);
        Assert.True(bench.Bank.Instructed.Distinct().Count() <= 1, where);
        Assert.True(callbacks == await bench.CountCallbacksAsync(), $"{where}: {await bench.CountCallbacksAsync()} callbacks");
        Assert.True(dieAt == 0 || bench.Dying.Died is not null, where);
        return bench.Dying.Calls;
    }

    private static async Task AnswerAsync(BankEventBench bench, TransactionType type)
    {
        Assert.True(await new AnsweringTransaction(bench, type, "first").SettleAsync());
        Assert.False(await new AnsweringTransaction(bench, type, "second").SettleAsync());
        await bench.FollowToEndAsync();
    }

    private static async Task IgnoreAsync(BankEventBench bench)
    {
        bench.Clock.Advance(Day);
        await bench.FollowToEndAsync();
    }

    private static async Task DeclineAsync(BankEventBench bench)
    {
        await bench.DeclineAsync();
        await bench.FollowToEndAsync();
    }

    private static async Task AnswerLateAsync(BankEventBench bench, TransactionType type)
    {
        await IgnoreAsync(bench);
        Assert.True(await new AnsweringTransaction(bench, type, "late").SettleAsync());
    }

    private static async Task SendBackAsync(BankEventBench bench)
    {
        bench.Bank.Script(BankReference.Of(BankEventBench.Key), new BankAnswer.Unclear("timeout"), new BankAnswer.NotFound(), new BankAnswer.Pending());
        await IgnoreAsync(bench);
        await bench.ReturnAsync();
        Assert.False(await new AnsweringTransaction(bench, TransactionType.Deposit, "late").ClaimAsync());
    }

    // Told twice, so that one of them is heard whenever the process dies.
    private static async Task SendBackAmidConfusionAsync(BankEventBench bench)
    {
        var wrong = new BankAnswer.Settled("b-1", Orders.Usd(701));
        bench.Bank.Script(BankReference.Of(BankEventBench.Key), wrong, wrong);
        await IgnoreAsync(bench);
        await bench.ReturnAsync();
        Assert.Equal(BreakKind.BankOutcomeMismatch, Assert.Single(bench.Breaks.All).Kind);
    }

    private static async Task SendBackInVainAsync(BankEventBench bench)
    {
        bench.Bank.Outcome = FakeBank.Rejects("AC04");
        await IgnoreAsync(bench);
        await bench.ReturnAsync();
        Assert.Single(bench.Breaks.All);
    }

    private static async Task GiveUpLateAsync(BankEventBench bench)
    {
        var transaction = new AnsweringTransaction(bench, TransactionType.Deposit, "first");
        await transaction.ClaimAsync();
        bench.Clock.Advance(Day);
        Assert.False((await bench.LookAsync()).IsEnded);
        await transaction.GiveUpAsync();
        Assert.Equal(BankEventState.Suspended, (await bench.EventAsync()).State);
        await bench.FollowToEndAsync();
    }

    private static async Task GiveUpAndAnswerAsync(BankEventBench bench)
    {
        var transaction = new AnsweringTransaction(bench, TransactionType.Deposit, "first");
        await transaction.ClaimAsync();
        await transaction.GiveUpAsync();
        Assert.Equal(BankEventState.Open, (await bench.EventAsync()).State);
        await AnswerAsync(bench, TransactionType.Deposit);
    }
}
