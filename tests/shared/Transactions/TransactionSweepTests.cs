using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sweep;
using Xunit;

namespace WalletFunctions.Tests.Shared.Transactions;

public sealed class TransactionSweepTests
{
    [Theory]
    [InlineData(InstanceState.Missing, false, SweepAction.Start)]
    [InlineData(InstanceState.Missing, true, SweepAction.MarkStuck)]
    [InlineData(InstanceState.Ended, false, SweepAction.StartNextRun)]
    [InlineData(InstanceState.Ended, true, SweepAction.MarkStuck)]
    [InlineData(InstanceState.Alive, false, SweepAction.Leave)]
    [InlineData(InstanceState.Alive, true, SweepAction.Leave)]
    public void An_unanswered_transaction_is_started_marked_or_left(InstanceState instance, bool anyStepRan, SweepAction action) =>
        Assert.Equal(action, TransactionSweep.Decide(Claim(), instance, anyStepRan));

    [Theory]
    [InlineData(InstanceState.Missing, SweepAction.Publish)]
    [InlineData(InstanceState.Ended, SweepAction.Publish)]
    [InlineData(InstanceState.Alive, SweepAction.Leave)]
    public void An_answered_transaction_has_its_events_published(InstanceState instance, SweepAction action) =>
        Assert.Equal(action, TransactionSweep.Decide(Claim() with { Answer = new StoredAnswer(201, default) }, instance, true));

    [Theory]
    [InlineData(InstanceState.Missing)]
    [InlineData(InstanceState.Ended)]
    public void A_stuck_transaction_raises_no_second_alarm(InstanceState instance) =>
        Assert.Equal(SweepAction.Leave, TransactionSweep.Decide(Claim() with { Condition = TransactionCondition.Stuck }, instance, true));

    private static Transaction Claim() => new()
    {
        Order = Orders.Transfer(),
        IdempotencyKey = "key-1",
        Fingerprint = "f",
        Request = default,
        TraceId = "t",
        UpdatedAt = Orders.Now,
    };
}
