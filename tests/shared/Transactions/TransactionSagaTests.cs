using System.Text.Json;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;
using Xunit;
using static WalletFunctions.Shared.Transactions.Saga.SagaStep;

namespace WalletFunctions.Tests.Shared.Transactions;

public sealed class TransactionSagaTests
{
    // As the worker reads payloads.
    private static readonly JsonSerializerOptions Worker = new() { PropertyNameCaseInsensitive = true };

    private static readonly StepOutcome Done = StepOutcome.Done();
    private static readonly StepOutcome Pending = StepOutcome.Pending();
    private static readonly StepOutcome Refused = StepOutcome.Refused(Refusal.For(ReasonCatalog.InsufficientFunds));
    private static readonly StepOutcome Posted = StepOutcome.Posted(Orders.Booking(Orders.Alice));
    private static readonly StepOutcome Approved = StepOutcome.Screened(RiskVerdict.Approved);
    private static readonly StepOutcome ForReview = StepOutcome.Screened(new RiskVerdict { Decision = RiskDecision.Review, Score = 60 });
    private static readonly StepOutcome Parked = StepOutcome.Parked(Orders.Now.AddDays(1));

    [Fact]
    public void A_transfer_inside_a_partition_is_screened_posted_answered_and_published() => Assert.Equal(
        [Screen, Post, Answer, Publish, Finished], Walk(Orders.Transfer(), Approved, Posted, Done, Done).Steps);

    [Fact]
    public void A_payment_and_a_fee_go_the_same_way()
    {
        Assert.Equal([Screen, Post, Answer], Walk(Orders.Payment(10), Approved, Posted).Steps);
        Assert.Equal([Screen, Post, Answer], Walk(Orders.Fee(), Approved, Posted).Steps);
    }

    [Fact]
    public void A_transfer_across_partitions_reserves_before_it_posts() => Assert.Equal(
        [Screen, Reserve, Settle, Answer, Publish, Finished], Walk(Orders.TransferAcross(), Approved, Done, Posted, Done, Done).Steps);

    [Fact]
    public void A_deposit_claims_its_event_before_it_posts_and_fulfills_it_before_it_answers()
    {
        var (steps, end) = Walk(Orders.Deposit(), Approved, StepOutcome.Claimed(Orders.Claim(number: 3)), Posted, Done);
        Assert.Equal([Screen, ClaimBankEvent, Post, FulfillBankEvent, Answer], steps);
        Assert.Equal(3, end.EventClaim!.Number);
        Assert.Equal(TransactionStatus.Settled, end.Outcome());
    }

    [Fact]
    public void A_withdrawal_is_reserved_before_it_proceeds_and_captured_only_when_the_bank_has_settled()
    {
        var (steps, end) = Walk(Orders.Withdrawal(), Approved, Done, Done, Pending, Done, Pending, Done, Done, Posted, Done, Done);
        Assert.Equal([Screen, Reserve, Proceed, Instruct, AwaitBank, AskBank, AwaitBank, AskBank, Settle, Answer, Publish, Finished], steps);
        Assert.Equal((2, TransactionStatus.Settled), (end.BankWaits, end.Outcome()));
    }

    [Fact]
    public void An_instruction_that_the_bank_does_not_find_is_given_again() => Assert.Equal(
        [Screen, Reserve, Proceed, Instruct, AwaitBank, AskBank, Instruct, Settle],
        Walk(Orders.Withdrawal(), Approved, Done, Done, Pending, Done, StepOutcome.NotFound(), Done).Steps);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_the_bank_rejects_is_released_and_has_failed(bool byQuery)
    {
        StepOutcome[] bank = byQuery ? [Pending, Done, Refused] : [Refused];
        var (steps, end) = Walk(Orders.Withdrawal(), [Approved, Done, Done, .. bank, Done]);
        Assert.Equal([Release, Answer], steps[^2..]);
        Assert.Equal(TransactionStatus.Failed, end.Outcome());
    }

    [Fact]
    public void A_deposit_without_an_event_is_collected_through_the_bank() => Assert.Equal(
        [Screen, Reserve, Proceed, Instruct, Settle, Answer], Walk(Orders.Collection(), Approved, Done, Done, Done, Posted).Steps);

    [Fact]
    public void A_deposit_is_returned_through_the_bank_without_being_screened() => Assert.Equal(
        [Reserve, Proceed, Instruct, Settle, Answer], Walk(Orders.ReturnOfDeposit(), Done, Done, Done, Posted).Steps);

    [Fact]
    public void A_direct_debit_is_accepted_at_the_bank_while_the_funds_are_held()
    {
        var claimed = StepOutcome.Claimed(Orders.Claim(BankEventType.DirectDebitRequested));
        Assert.Equal(
            [Screen, ClaimBankEvent, Reserve, Proceed, Instruct, Settle, FulfillBankEvent, Answer],
            Walk(Orders.Answering(), Approved, claimed, Done, Done, Done, Posted, Done).Steps);
        Assert.Equal(
            [Instruct, Release, RefusePosting, ReturnBankEvent, Answer],
            Walk(Orders.Answering(), Approved, claimed, Done, Done, Refused, Done, Done, Done).Steps[4..]);
    }

    [Fact]
    public void A_chargeback_is_posted_without_telling_the_bank() => Assert.Equal(
        [Screen, ClaimBankEvent, Post, FulfillBankEvent, Answer],
        Walk(Orders.Answering(), Approved, StepOutcome.Claimed(Orders.Claim(BankEventType.ChargebackReceived)), Posted, Done).Steps);

    [Fact]
    public void A_transaction_for_review_is_reserved_and_parked_and_settles_only_when_approved()
    {
        var (steps, end) = Walk(Orders.Transfer(), ForReview, Done, Parked, Done, Pending, Done, Done, Done, Posted);
        Assert.Equal([Screen, Reserve, Park, AwaitReview, Judge, AwaitReview, Judge, Proceed, Settle, Answer], steps);
        Assert.Equal((TransactionStatus.Settled, Parked.Deadline), (end.Outcome(), end.ReviewDeadline));
    }

    [Fact]
    public void A_reviewed_withdrawal_goes_to_the_bank_only_after_the_approval() => Assert.Equal(
        [Screen, Reserve, Park, AwaitReview, Judge, Proceed, Instruct],
        Walk(Orders.Withdrawal(), ForReview, Done, Parked, Done, Done, Done).Steps);

    [Fact]
    public void A_declined_review_releases_and_gives_the_event_back()
    {
        var (steps, end) = Walk(Orders.Deposit(), ForReview, StepOutcome.Claimed(Orders.Claim()), Done, Parked, Done, Refused, Done, Done, Done);
        Assert.Equal([Judge, Release, RefusePosting, ReturnBankEvent, Answer], steps[5..]);
        Assert.Equal(TransactionStatus.Declined, end.Outcome());
    }

    [Theory]
    [InlineData(Screen, Answer)]
    [InlineData(Post, Answer)]
    [InlineData(ClaimBankEvent, Answer)]
    [InlineData(Reserve, Release)]
    [InlineData(Judge, Release)]
    public void A_refusal_declines(SagaStep step, SagaStep next)
    {
        var end = TransactionSaga.Decide(new SagaState { Order = Orders.Transfer(), Step = step }, Refused);
        Assert.Equal(next, end.Step);
        Assert.Equal(Refused.Refusal, end.Refusal);
        Assert.Equal(TransactionStatus.Declined, end.Outcome());
    }

    [Theory]
    [InlineData(Post, Answer)]
    [InlineData(Reserve, Release)]
    [InlineData(Judge, Release)]
    [InlineData(Proceed, Release)]
    [InlineData(Settle, Release)]
    public void What_was_given_up_in_time_is_canceled(SagaStep step, SagaStep next)
    {
        var end = TransactionSaga.Decide(new SagaState { Order = Orders.Transfer(), Step = step }, StepOutcome.Canceled());
        Assert.Equal((next, TransactionStatus.Canceled), (end.Step, end.Outcome()));
    }

    [Fact]
    public void What_the_bank_has_settled_is_never_given_up() => Assert.Throws<InvalidOperationException>(() => TransactionSaga.Decide(
        new SagaState { Order = Orders.Withdrawal(), Step = Settle, IsAtBank = true }, StepOutcome.Canceled()));

    [Fact]
    public void A_declined_deposit_gives_its_event_back_only_after_its_posting_can_never_land() => Assert.Equal(
        [Screen, ClaimBankEvent, Post, RefusePosting, ReturnBankEvent, Answer],
        Walk(Orders.Deposit(), Approved, StepOutcome.Claimed(Orders.Claim()), Refused, Done, Done).Steps);

    [Fact]
    public void A_deposit_whose_posting_landed_after_all_is_settled_and_not_declined()
    {
        var (steps, end) = Walk(Orders.Deposit(), Approved, StepOutcome.Claimed(Orders.Claim()), Refused, Posted);
        Assert.Equal(FulfillBankEvent, steps[^1]);
        Assert.Equal(TransactionStatus.Settled, end.Outcome());
        Assert.Null(end.Refusal);
    }

    [Fact]
    public void A_later_run_that_is_refused_closes_what_a_lost_one_could_still_do()
    {
        Assert.Equal([Screen, Release, Answer], Walk(Orders.Transfer() with { Run = 2 }, Refused, Done).Steps);
        var (steps, end) = Walk(Orders.Deposit() with { Run = 2 }, Refused, StepOutcome.Claimed(Orders.Claim()), Done, Done, Done);
        Assert.Equal([Screen, ClaimBankEvent, Release, RefusePosting, ReturnBankEvent, Answer], steps);
        Assert.Equal(Refused.Refusal, end.Refusal);
    }

    [Fact]
    public void A_later_run_captures_what_a_lost_one_has_captured_and_fails_with_what_failed_it()
    {
        Assert.Equal([Screen, Reserve, Settle], Walk(Orders.Withdrawal() with { Run = 2 }, ForReview, StepOutcome.Posted()).Steps);
        var (steps, end) = Walk(Orders.Withdrawal() with { Run = 2 }, Done, Refused with { WasAtBank = true }, Done);
        Assert.Equal([Screen, Reserve, Release, Answer], steps);
        Assert.Equal(TransactionStatus.Failed, end.Outcome());
    }

    [Fact]
    public void Every_step_has_an_outcome_for_each_way_it_can_end_and_no_other()
    {
        var possible = new Dictionary<SagaStep, StepResult[]>
        {
            [Screen] = [StepResult.Done, StepResult.Refused],
            [ClaimBankEvent] = [StepResult.Done, StepResult.Refused],
            [Post] = [StepResult.Posted, StepResult.Refused],
            [Reserve] = [StepResult.Done, StepResult.Refused, StepResult.Posted],
            [Park] = [StepResult.Done],
            [AwaitReview] = [StepResult.Done],
            [Judge] = [StepResult.Done, StepResult.Refused, StepResult.Pending],
            [Proceed] = [StepResult.Done, StepResult.Refused],
            [Instruct] = [StepResult.Done, StepResult.Refused, StepResult.Pending],
            [AwaitBank] = [StepResult.Done],
            [AskBank] = [StepResult.Done, StepResult.Refused, StepResult.Pending, StepResult.NotFound],
            [Settle] = [StepResult.Posted, StepResult.Refused],
            [Release] = [StepResult.Done],
            [RefusePosting] = [StepResult.Done, StepResult.Posted],
            [FulfillBankEvent] = [StepResult.Done],
            [ReturnBankEvent] = [StepResult.Done],
            [Answer] = [StepResult.Done],
            [Publish] = [StepResult.Done],
            [Finished] = [],
        };
        foreach (var step in Enum.GetValues<SagaStep>())
        {
            foreach (var outcome in new[] { Done, Posted, Refused, Pending, StepOutcome.NotFound() })
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
    public void State_and_outcome_survive_the_durable_boundary()
    {
        var state = new SagaState
        {
            Order = Orders.Deposit() with { Source = Orders.Bob, Reference = "r", Run = 2 },
            Step = Answer,
            EventClaim = Orders.Claim(BankEventType.ChargebackReceived, 4, BankEventState.Suspended),
            Verdict = new RiskVerdict { Decision = RiskDecision.Review, Score = 60, Reasons = [new RiskReason("velocity-count", string.Empty)], DeclineReason = PartnerReason.Fraud },
            ReviewDeadline = Orders.Now,
            IsAtBank = true,
            BankWaits = 3,
            Refusal = Refusal.For(ReasonCatalog.BankEventMismatch, "d", new FieldFault("f", "m")),
            Bookings = [Orders.Booking(Orders.Alice)],
        };
        AssertRoundTrip(state);
        AssertRoundTrip(Posted);
        AssertRoundTrip(Refused);
        AssertRoundTrip(ForReview);
        AssertRoundTrip(Parked);
        AssertRoundTrip(StepOutcome.Claimed(Orders.Claim(number: 2)));
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 1)]
    [InlineData(12, 2_048)]
    [InlineData(13, 3_600)]
    [InlineData(100_000, 3_600)]
    public void The_bank_is_asked_at_growing_intervals_of_at_most_an_hour(int waits, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), SagaWaits.BeforeAskingBank(waits));

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
}
