using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Shared.Transactions.Sessions;
using Xunit;

namespace WalletFunctions.Tests.Shared.Transactions.Sessions;

public sealed class SessionSagaTests
{
    private static readonly SessionOrder Local = Of(Orders.Transfer());
    private static readonly SessionOrder Across = Of(Orders.Transfer(), Orders.TransferAcross());
    private static readonly SessionOutcome Refused = SessionOutcome.Refused(new LegRefusal(Local.Legs[0].Id, Refusal.For(ReasonCatalog.InsufficientFunds)));

    [Fact]
    public void A_session_of_one_partition_posts_once() => Assert.Equal(
        [SessionStep.ClaimLegs, SessionStep.Screen, SessionStep.Post, SessionStep.AnswerLegs, SessionStep.Answer, SessionStep.Publish],
        Course(Local, TransactionStatus.Settled));

    [Fact]
    public void A_session_of_several_partitions_reserves_every_leg_first() => Assert.Equal(
        [SessionStep.ClaimLegs, SessionStep.Screen, SessionStep.Reserve, SessionStep.Settle, SessionStep.AnswerLegs, SessionStep.Answer, SessionStep.Publish],
        Course(Across, TransactionStatus.Settled));

    [Theory]
    [InlineData(SessionStep.ClaimLegs, false)]
    [InlineData(SessionStep.Screen, false)]
    [InlineData(SessionStep.Post, false)]
    [InlineData(SessionStep.Reserve, true)]
    public void What_refuses_a_step_ends_the_session_declined_with_nothing_left(SessionStep refusing, bool releases)
    {
        var order = refusing == SessionStep.Reserve ? Across : Local;
        var course = Course(order, TransactionStatus.Declined, refusing);
        Assert.Equal(releases, course.Contains(SessionStep.Release));
        Assert.DoesNotContain(SessionStep.Settle, course);
        Assert.Equal([SessionStep.AnswerLegs, SessionStep.Answer, SessionStep.Publish], course.TakeLast(3));
    }

    [Fact]
    public void A_later_run_that_screening_refuses_closes_what_an_earlier_one_could_still_post_or_is_settled_where_it_had()
    {
        Assert.DoesNotContain(SessionStep.Release, Course(Local, TransactionStatus.Declined, SessionStep.Screen));
        Assert.Contains(SessionStep.Release, Course(Local with { Run = 2 }, TransactionStatus.Declined, SessionStep.Screen));

        var posted = SessionSaga.Decide(new SessionState { Order = Local, Step = SessionStep.Release, Refusals = Refused.Refusals }, OutcomeOf(Local, StepResult.Posted));
        Assert.Equal((TransactionStatus.Settled, SessionStep.AnswerLegs, 0), (posted.Outcome(), posted.Step, posted.Refusals.Count));
    }

    [Fact]
    public void A_reversal_is_not_screened()
    {
        var back = Local.Legs[0] with { Type = TransactionType.Reversal, Source = Orders.Bob, Destination = Orders.Alice, Original = Local.Legs[0].Id };
        Assert.DoesNotContain(SessionStep.Screen, Course(Local with { Original = Local.Id, Legs = [back] }, TransactionStatus.Settled));
    }

    [Fact]
    public void No_step_ends_as_it_cannot()
    {
        foreach (var step in Enum.GetValues<SessionStep>())
        {
            var possible = Enum.GetValues<StepResult>().Count(result => CanEnd(step, result));
            Assert.Equal(step switch
            {
                SessionStep.ClaimLegs or SessionStep.Screen or SessionStep.Post or SessionStep.Reserve or SessionStep.Release => 2,
                SessionStep.Finished => 0,
                _ => 1,
            }, possible);
        }
    }

    private static bool CanEnd(SessionStep step, StepResult result)
    {
        try
        {
            SessionSaga.Decide(new SessionState { Order = Local, Step = step }, OutcomeOf(Local, result));
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static List<SessionStep> Course(SessionOrder order, TransactionStatus end, SessionStep? refusing = null)
    {
        var steps = new List<SessionStep>();
        var state = SessionSaga.Start(order);
        while (state.Step != SessionStep.Finished)
        {
            steps.Add(state.Step);
            state = SessionSaga.Decide(state, OutcomeOf(order, ResultOf(state.Step, refusing)));
        }

        Assert.Equal(end, state.Outcome());
        return steps;
    }

    private static StepResult ResultOf(SessionStep step, SessionStep? refusing) =>
        step == refusing ? StepResult.Refused : step is SessionStep.Post or SessionStep.Settle ? StepResult.Posted : StepResult.Done;

    private static SessionOutcome OutcomeOf(SessionOrder order, StepResult result) => result switch
    {
        StepResult.Posted => SessionOutcome.Posted([.. order.Legs.Select(leg => new LegBookings(leg.Id, [Orders.Booking(Orders.Alice)]))]),
        StepResult.Refused => Refused,
        _ => SessionOutcome.Done() with { Result = result },
    };

    private static SessionOrder Of(params TransactionOrder[] legs)
    {
        var session = SessionId.Parse("s-1");
        var id = TransactionId.OfSession(Orders.Partner, session);
        return new SessionOrder
        {
            Partner = Orders.Partner,
            Session = session,
            Id = id,
            Legs = [.. legs.Select((leg, number) => leg with { Id = TransactionId.Derive(Orders.Partner, $"leg-{number}"), Session = id })],
            TimeZone = "UTC",
            CreatedAt = Orders.Now,
        };
    }
}
