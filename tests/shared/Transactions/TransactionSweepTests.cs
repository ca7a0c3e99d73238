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
        Assert.Equal(action, TransactionSweep.Decide(Claim(), instance, anyStepRan, isGivenUp: false));

    [Fact]
    public void What_ends_before_its_first_step_again_and_again_is_shown_to_a_person()
    {
        var last = Claim() with { Order = Orders.Transfer() with { Run = TransactionSweep.MaxRuns } };
        Assert.Equal(SweepAction.MarkStuck, TransactionSweep.Decide(last, InstanceState.Ended, anyStepRan: false, isGivenUp: false));
        Assert.Equal(SweepAction.Start, TransactionSweep.Decide(last, InstanceState.Missing, anyStepRan: false, isGivenUp: false));
        Assert.Equal(SweepAction.StartNextRun, TransactionSweep.Decide(last with { Order = last.Order with { Run = TransactionSweep.MaxRuns - 1 } }, InstanceState.Ended, anyStepRan: false, isGivenUp: false));
    }

    [Theory]
    [InlineData(InstanceState.Missing, SweepAction.Publish)]
    [InlineData(InstanceState.Ended, SweepAction.Publish)]
    [InlineData(InstanceState.Alive, SweepAction.Leave)]
    public void An_answered_transaction_has_its_events_published(InstanceState instance, SweepAction action) =>
        Assert.Equal(action, TransactionSweep.Decide(Claim() with { Answer = new StoredAnswer(201, default) }, instance, anyStepRan: true, isGivenUp: false));

    [Theory]
    [InlineData(InstanceState.Missing)]
    [InlineData(InstanceState.Ended)]
    public void A_stuck_transaction_raises_no_second_alarm(InstanceState instance) =>
        Assert.Equal(SweepAction.Leave, TransactionSweep.Decide(Claim() with { Condition = TransactionCondition.Stuck }, instance, anyStepRan: true, isGivenUp: false));

    [Theory]
    [InlineData(InstanceState.Missing, false, 1, SweepAction.StartGivenUp)]
    [InlineData(InstanceState.Missing, true, 1, SweepAction.Start)]
    [InlineData(InstanceState.Missing, false, 2, SweepAction.Start)]
    [InlineData(InstanceState.Ended, true, 1, SweepAction.StartNextRun)]
    [InlineData(InstanceState.Ended, true, 2, SweepAction.Leave)]
    [InlineData(InstanceState.Alive, true, 1, SweepAction.Leave)]
    public void One_that_was_given_up_is_ended_without_a_person_once_also_when_it_is_stuck(InstanceState instance, bool anyStepRan, int run, SweepAction action)
    {
        var claim = Claim() with { Condition = TransactionCondition.Stuck };
        Assert.Equal(action, TransactionSweep.Decide(claim with { Order = claim.Order with { Run = run } }, instance, anyStepRan, isGivenUp: true));
    }

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
