using System.Text.Json;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;
using Xunit;

namespace WalletFunctions.Tests.Shared.Transactions;

public sealed class TransactionSagaTests
{
    // As the worker reads payloads.
    private static readonly JsonSerializerOptions Worker = new() { PropertyNameCaseInsensitive = true };

    private static readonly StepOutcome Refused = StepOutcome.Refused(Refusal.For(ReasonCatalog.InsufficientFunds));
    private static readonly StepOutcome Posted = StepOutcome.Posted(Orders.Booking(Orders.Alice));

    [Fact]
    public void A_transfer_inside_a_partition_is_screened_posted_answered_and_published() => Assert.Equal(
        [SagaStep.Screen, SagaStep.Post, SagaStep.Answer, SagaStep.Publish, SagaStep.Finished],
        Walk(Orders.Transfer(), StepOutcome.Done(), Posted, StepOutcome.Done(), StepOutcome.Done()).Steps);

    [Fact]
    public void A_transfer_across_partitions_reserves_before_it_posts() => Assert.Equal(
        [SagaStep.Screen, SagaStep.Reserve, SagaStep.Settle, SagaStep.Answer, SagaStep.Publish, SagaStep.Finished],
        Walk(Orders.TransferAcross(), StepOutcome.Done(), StepOutcome.Done(), Posted, StepOutcome.Done(), StepOutcome.Done()).Steps);

    [Fact]
    public void A_deposit_claims_its_event_before_it_posts_and_fulfills_it_before_it_answers()
    {
        var (steps, end) = Walk(Orders.Deposit(), StepOutcome.Done(), StepOutcome.Claimed(3), Posted, StepOutcome.Done());
        Assert.Equal([SagaStep.Screen, SagaStep.ClaimBankEvent, SagaStep.Post, SagaStep.FulfillBankEvent, SagaStep.Answer], steps);
        Assert.Equal(3, end.EventClaim);
        Assert.Equal(TransactionStatus.Settled, end.Outcome());
    }

    [Theory]
    [InlineData(SagaStep.Screen, SagaStep.Answer)]
    [InlineData(SagaStep.Post, SagaStep.Answer)]
    [InlineData(SagaStep.ClaimBankEvent, SagaStep.Answer)]
    [InlineData(SagaStep.Reserve, SagaStep.Release)]
    public void A_refusal_declines(SagaStep step, SagaStep next)
    {
        var end = TransactionSaga.Decide(new SagaState { Order = Orders.Transfer(), Step = step }, Refused);
        Assert.Equal(next, end.Step);
        Assert.Equal(Refused.Refusal, end.Refusal);
        Assert.Equal(TransactionStatus.Declined, end.Outcome());
    }

    [Fact]
    public void A_declined_deposit_gives_its_event_back_only_after_its_posting_can_never_land() => Assert.Equal(
        [SagaStep.Screen, SagaStep.ClaimBankEvent, SagaStep.Post, SagaStep.RefusePosting, SagaStep.ReturnBankEvent, SagaStep.Answer],
        Walk(Orders.Deposit(), StepOutcome.Done(), StepOutcome.Claimed(1), Refused, StepOutcome.Done(), StepOutcome.Done()).Steps);

    [Fact]
    public void A_deposit_whose_posting_landed_after_all_is_settled_and_not_declined()
    {
        var (steps, end) = Walk(Orders.Deposit(), StepOutcome.Done(), StepOutcome.Claimed(1), Refused, Posted);
        Assert.Equal(SagaStep.FulfillBankEvent, steps[^1]);
        Assert.Equal(TransactionStatus.Settled, end.Outcome());
        Assert.Null(end.Refusal);
    }

    [Fact]
    public void Every_step_has_an_outcome_for_each_way_it_can_end_and_no_other()
    {
        var possible = new Dictionary<SagaStep, StepResult[]>
        {
            [SagaStep.Screen] = [StepResult.Done, StepResult.Refused],
            [SagaStep.ClaimBankEvent] = [StepResult.Done, StepResult.Refused],
            [SagaStep.Post] = [StepResult.Posted, StepResult.Refused],
            [SagaStep.Reserve] = [StepResult.Done, StepResult.Refused],
            [SagaStep.Settle] = [StepResult.Posted],
            [SagaStep.Release] = [StepResult.Done],
            [SagaStep.RefusePosting] = [StepResult.Done, StepResult.Posted],
            [SagaStep.FulfillBankEvent] = [StepResult.Done],
            [SagaStep.ReturnBankEvent] = [StepResult.Done],
            [SagaStep.Answer] = [StepResult.Done],
            [SagaStep.Publish] = [StepResult.Done],
            [SagaStep.Finished] = [],
        };
        foreach (var step in Enum.GetValues<SagaStep>())
        {
            foreach (var outcome in new[] { StepOutcome.Done(), Posted, Refused })
            {
                var state = new SagaState { Order = Orders.Deposit(), Step = step };
                if (possible[step].Contains(outcome.Result))
                {
                    Assert.NotEqual(step, TransactionSaga.Decide(state, outcome).Step);
                }
                else
                {
                    Assert.Throws<InvalidOperationException>(() => TransactionSaga.Decide(state, outcome));
                }
            }
        }
    }

    [Fact]
    public void Whatever_the_outcomes_every_transaction_ends_answered_and_with_no_event_or_hold_left()
    {
        foreach (var order in new[] { Orders.Transfer(), Orders.TransferAcross(), Orders.Deposit() })
        {
            foreach (var path in Paths(TransactionSaga.Start(order), []))
            {
                var steps = path.Select(state => state.Step).ToArray();
                Assert.Equal(SagaStep.Finished, steps[^1]);
                Assert.Equal(1, steps.Count(step => step == SagaStep.Answer));

                var settled = path[^1].Outcome() == TransactionStatus.Settled;
                Assert.Equal(settled, path[^1].Refusal is null);
                if (path.Any(state => state.EventClaim is not null))
                {
                    Assert.Contains(settled ? SagaStep.FulfillBankEvent : SagaStep.ReturnBankEvent, steps);
                }

                if (steps.Contains(SagaStep.Reserve))
                {
                    Assert.Contains(settled ? SagaStep.Settle : SagaStep.Release, steps);
                }
            }
        }
    }

    [Fact]
    public void State_and_outcome_survive_the_durable_boundary()
    {
        var state = new SagaState
        {
            Order = Orders.Deposit() with { Source = Orders.Bob, Reference = "r", Run = 2 },
            Step = SagaStep.Answer,
            EventClaim = 4,
            Refusal = Refusal.For(ReasonCatalog.BankEventMismatch, "d", new FieldFault("f", "m")),
            Bookings = [Orders.Booking(Orders.Alice)],
        };
        AssertRoundTrip(state);
        AssertRoundTrip(Posted);
        AssertRoundTrip(Refused);
        AssertRoundTrip(StepOutcome.Claimed(2));
    }

    private static void AssertRoundTrip<T>(T value)
    {
        // The worker writes payloads by their run-time type.
        var json = JsonSerializer.Serialize<object>(value!);
        var read = JsonSerializer.Deserialize<T>(json, Worker);
        Assert.Equal(json, JsonSerializer.Serialize<object>(read!));
    }

    private static (SagaStep[] Steps, SagaState End) Walk(TransactionOrder order, params StepOutcome[] outcomes)
    {
        var state = TransactionSaga.Start(order);
        var steps = new List<SagaStep> { state.Step };
        foreach (var outcome in outcomes)
        {
            state = TransactionSaga.Decide(state, outcome);
            steps.Add(state.Step);
        }

        return ([.. steps], state);
    }

    private static IEnumerable<IReadOnlyList<SagaState>> Paths(SagaState state, IReadOnlyList<SagaState> before)
    {
        IReadOnlyList<SagaState> path = [.. before, state];
        if (state.Step == SagaStep.Finished)
        {
            return [path];
        }

        return from outcome in new[] { StepOutcome.Claimed(1), Posted, Refused }
               let next = TryDecide(state, outcome)
               where next is not null
               from whole in Paths(next, path)
               select whole;
    }

    private static SagaState? TryDecide(SagaState state, StepOutcome outcome)
    {
        try
        {
            return TransactionSaga.Decide(state, outcome);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
