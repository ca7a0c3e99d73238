using WalletFunctions.Shared.Callbacks;
using Xunit;

namespace WalletFunctions.Tests.Shared.Callbacks;

public sealed class CallbackLifecycleTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly AttemptOutcome Ok = Answer(204);

    [Fact]
    public void The_first_attempt_is_made_at_once_and_recorded_before_it_is_sent()
    {
        var send = Begin(New(), Now);

        Assert.Equal((CallbackState.Delivering, 1, true), (send.Next.State, send.Next.Attempts, send.Next.IsAttemptOpen));
        Assert.Equal(new CallbackAttempt { CallbackId = send.Next.Id, Number = 1, Run = 1, StartedAt = Now }, send.Attempt);
        Assert.Null(send.InterruptedNumber);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(299)]
    public void Any_2xx_is_delivered(int status)
    {
        var verdict = Decide(Begin(New(), Now).Next, Answer(status), Now.AddSeconds(1));

        Assert.IsType<AttemptVerdict.Delivered>(verdict);
        Assert.Equal((CallbackState.Delivered, Now.AddSeconds(1), false), (verdict.Next.State, verdict.Next.FinishedAt, verdict.Next.IsAttemptOpen));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(413)]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(599)]
    public void Any_other_status_but_410_is_tried_again(int status)
    {
        var verdict = Decide(Begin(New(), Now).Next, Answer(status), Now);

        Assert.IsType<AttemptVerdict.Retry>(verdict);
        Assert.Equal((CallbackState.Delivering, 1, $"status-{status}"), (verdict.Next.State, verdict.Next.FailedInRun, verdict.Next.LastFailure));
    }

    [Fact]
    public void Every_kind_of_failure_without_an_answer_is_tried_again()
    {
        var outcomes = Enum.GetValues<NoAnswerReason>().Select(AttemptOutcome (reason) => new AttemptOutcome.NoAnswer(reason))
            .Concat(Enum.GetValues<NotSentReason>().Select(AttemptOutcome (reason) => new AttemptOutcome.NotSent(reason, "x")))
            .ToList();

        Assert.All(outcomes, outcome => Assert.IsType<AttemptVerdict.Retry>(Decide(Begin(New(), Now).Next, outcome, Now)));
        Assert.Equal(outcomes.Count, outcomes.Select(outcome => outcome.Word).Distinct().Count());
    }

    [Fact]
    public void Gone_ends_the_callback_and_asks_for_the_endpoint_to_be_switched_off()
    {
        var verdict = Decide(Begin(New(), Now).Next, Answer(410), Now);

        Assert.IsType<AttemptVerdict.EndpointGone>(verdict);
        Assert.Equal((CallbackState.EndpointOff, "status-410"), (verdict.Next.State, verdict.Next.LastFailure));
    }

    [Fact]
    public void The_schedule_runs_to_its_end_and_then_a_person_is_told()
    {
        var clock = Now;
        var callback = New();
        var gaps = new List<double>();
        AttemptVerdict verdict;
        do
        {
            callback = Begin(callback, clock).Next;
            verdict = Decide(callback, Answer(500), clock);
            callback = verdict.Next;
            gaps.Add((callback.DueAt - clock).TotalSeconds);
            clock = callback.DueAt;
        }
        while (verdict is AttemptVerdict.Retry);

        Assert.IsType<AttemptVerdict.Exhausted>(verdict);
        Assert.Equal((CallbackState.Exhausted, 8, 8), (callback.State, callback.Attempts, callback.FailedInRun));
        Assert.All(
            gaps.Take(7).Zip([5, 30, 120, 900, 3_600, 21_600, 86_400]),
            pair => Assert.InRange(pair.First, pair.Second, pair.Second * 1.2));
        Assert.InRange((clock - Now).TotalHours, 31.2, 37.6);
    }

    [Fact]
    public void Retry_after_is_honoured()
    {
        var verdict = Decide(Begin(New(), Now).Next, new AttemptOutcome.Answered(503, TimeSpan.FromSeconds(90), 0, false), Now);

        Assert.Equal(Now.AddSeconds(90), verdict.Next.DueAt);
    }

    [Fact]
    public void Nothing_is_sent_before_its_time()
    {
        var waiting = Decide(Begin(New(), Now).Next, Answer(500), Now).Next;

        Assert.Equal(new AttemptStart.NotDue(waiting.DueAt), CallbackLifecycle.Begin(waiting, true, true, waiting.DueAt.AddTicks(-1)));
        Assert.IsType<AttemptStart.Send>(CallbackLifecycle.Begin(waiting, true, true, waiting.DueAt));
    }

    [Fact]
    public void A_callback_waits_for_its_predecessor_in_the_first_run_only()
    {
        var first = CallbackSamples.Id("evt-0");
        var second = New() with { PredecessorId = first };
        var replayed = CallbackLifecycle.Replay(second with { State = CallbackState.Exhausted }, "r1", Now)!;

        Assert.Equal(new AttemptStart.Behind(first), CallbackLifecycle.Begin(second, true, predecessorIsFinal: false, Now));
        Assert.IsType<AttemptStart.Send>(CallbackLifecycle.Begin(second, true, predecessorIsFinal: true, Now));
        Assert.IsType<AttemptStart.Send>(CallbackLifecycle.Begin(replayed, true, predecessorIsFinal: false, Now));
    }

    [Fact]
    public void When_the_endpoint_is_off_the_callback_ends_without_an_attempt_even_behind_another()
    {
        var behind = New() with { PredecessorId = CallbackSamples.Id("evt-0") };

        var start = Assert.IsType<AttemptStart.EndpointOff>(CallbackLifecycle.Begin(behind, endpointIsOn: false, false, Now));

        Assert.Equal((CallbackState.EndpointOff, 0), (start.Next.State, start.Next.Attempts));
    }

    [Fact]
    public void An_attempt_that_ended_with_the_process_is_marked_and_made_again_at_once()
    {
        var begun = Begin(New(), Now).Next;

        var again = Begin(begun, Now.AddSeconds(3));

        Assert.Equal(1, again.InterruptedNumber);
        Assert.Equal((2, 0, 1), (again.Attempt.Number, again.Next.FailedInRun, again.Next.InterruptedInRun));
    }

    [Fact]
    public void Too_many_interruptions_count_as_failures_so_that_a_message_which_kills_us_has_an_end()
    {
        var callback = New();
        var clock = Now;
        var rounds = 0;
        while (!callback.State.IsFinal())
        {
            var start = CallbackLifecycle.Begin(callback, true, true, clock);
            callback = start switch
            {
                AttemptStart.Send send => send.Next,
                AttemptStart.Interrupted interrupted => interrupted.Verdict.Next,
                _ => throw new InvalidOperationException(start.ToString()),
            };
            clock = callback.DueAt > clock ? callback.DueAt : clock;
            rounds++;
            Assert.InRange(rounds, 0, 100);
        }

        Assert.Equal(CallbackState.Exhausted, callback.State);
        Assert.Equal(RetrySchedule.MaximumInterruptions + RetrySchedule.Attempts, callback.Attempts);
    }

    [Fact]
    public void A_late_failure_of_an_older_attempt_changes_nothing()
    {
        var second = Begin(Begin(New(), Now).Next, Now.AddSeconds(20)).Next;

        Assert.Equal(new AttemptVerdict.Unchanged(second), CallbackLifecycle.Decide(second, 1, Answer(500), Now.AddSeconds(21)));
        Assert.Equal(new AttemptVerdict.Unchanged(second), CallbackLifecycle.Decide(second, 1, Answer(410), Now.AddSeconds(21)));
    }

    [Theory]
    [InlineData(CallbackState.Delivering)]
    [InlineData(CallbackState.Pending)]
    [InlineData(CallbackState.Exhausted)]
    [InlineData(CallbackState.EndpointOff)]
    public void A_late_success_of_an_older_attempt_is_delivered_whatever_was_concluded(CallbackState state)
    {
        var second = Begin(Begin(New(), Now).Next, Now.AddSeconds(20)).Next with { State = state };

        Assert.Equal(CallbackState.Delivered, CallbackLifecycle.Decide(second, 1, Ok, Now.AddSeconds(21)).Next.State);
    }

    [Fact]
    public void Delivered_stays_delivered()
    {
        var delivered = Decide(Begin(New(), Now).Next, Ok, Now).Next;

        Assert.Equal(new AttemptStart.Final(CallbackState.Delivered), CallbackLifecycle.Begin(delivered, true, true, Now.AddHours(1)));
        Assert.Equal(new AttemptVerdict.Unchanged(delivered), CallbackLifecycle.Decide(delivered, 1, Ok, Now.AddHours(1)));
        Assert.Equal(new AttemptVerdict.Unchanged(delivered), CallbackLifecycle.Decide(delivered, 1, Answer(500), Now.AddHours(1)));
    }

    [Theory]
    [InlineData(CallbackState.Delivered)]
    [InlineData(CallbackState.Exhausted)]
    [InlineData(CallbackState.EndpointOff)]
    public void A_replay_starts_a_new_run_under_the_same_id_once(CallbackState state)
    {
        var ended = Decide(Begin(New(), Now).Next, Answer(500), Now).Next with { State = state, FinishedAt = Now };

        var replayed = CallbackLifecycle.Replay(ended, "r1", Now.AddHours(1))!;

        Assert.Equal(
            (ended.Id, CallbackState.Pending, 2, 0, 1, Now.AddHours(1)),
            (replayed.Id, replayed.State, replayed.Run, replayed.FailedInRun, replayed.Attempts, replayed.DueAt));
        Assert.Null(replayed.FinishedAt);
        Assert.Equal(2, Begin(replayed, Now.AddHours(1)).Attempt.Number);
        Assert.Same(replayed, CallbackLifecycle.Replay(replayed, "r1", Now.AddHours(2)));
        var failedAgain = replayed with { State = CallbackState.Exhausted };
        Assert.Same(failedAgain, CallbackLifecycle.Replay(failedAgain, "r1", Now.AddHours(3)));
    }

    [Fact]
    public void What_is_still_on_its_way_is_not_replayed()
    {
        Assert.Null(CallbackLifecycle.Replay(New(), "r1", Now));
        Assert.Null(CallbackLifecycle.Replay(Begin(New(), Now).Next, "r1", Now));
    }

    [Fact]
    public void The_attempt_keeps_what_an_operator_needs_and_no_body()
    {
        var attempt = Begin(New(), Now).Attempt.EndWith(
            new AttemptOutcome.Answered(503, TimeSpan.FromSeconds(1.2), 17, true), Now.AddSeconds(2));

        Assert.Equal(
            (Now.AddSeconds(2), "status-503", 503, 2L, 17),
            (attempt.EndedAt!.Value, attempt.Outcome, attempt.StatusCode, attempt.RetryAfterSeconds, attempt.AnswerBodyBytes));
    }

    [Fact]
    public void Every_state_has_a_name_of_its_own_and_is_found_by_it()
    {
        Assert.All(Enum.GetValues<CallbackState>(), state => Assert.Equal(state, CallbackStates.Find(state.Name())));
        Assert.Null(CallbackStates.Find("Delivered"));
        Assert.Null(CallbackStates.Find(null));
    }

    private static AttemptStart.Send Begin(Callback callback, DateTimeOffset now) =>
        Assert.IsType<AttemptStart.Send>(CallbackLifecycle.Begin(callback, endpointIsOn: true, predecessorIsFinal: true, now));

    private static AttemptVerdict Decide(Callback callback, AttemptOutcome outcome, DateTimeOffset now) =>
        CallbackLifecycle.Decide(callback, callback.Attempts, outcome, now);

    private static AttemptOutcome.Answered Answer(int status) => new(status, null, 0, false);

    private static Callback New() => CallbackSamples.New("evt-1", Now);
}
