using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Tests.Local.Durable.Harness;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable;

/// <summary>Retries by policy and by handler; their waits are durable timers.</summary>
public sealed class RetryTests
{
    private static DelegateCode Failing(TaskOptions options, int failures) => new DelegateCode()
        .Orchestrator("Try", async context => await context.CallActivityAsync<string>("Post", null, options))
        .Activity("Post", FailsFirst(failures));

    private static Func<string?, object?> FailsFirst(int failures)
    {
        var attempts = 0;
        return _ => Interlocked.Increment(ref attempts) <= failures ? throw new InvalidOperationException($"attempt {attempts}") : "done";
    }

    private static async Task<IReadOnlyList<TimeSpan>> DelaysAsync(EngineHarness engine, string id)
    {
        var delays = new List<TimeSpan>();
        DateTime now = default;
        foreach (var what in await engine.HistoryAsync(id))
        {
            now = (what as HistoryEvent.EpisodeStarted)?.At ?? now;
            if (what is HistoryEvent.TimerCreated timer)
            {
                delays.Add(timer.FireAt - now);
            }
        }

        return delays;
    }

    // Time passes only while the orchestration waits for it, and only so far.
    private static async Task<OrchestrationMetadata> RunAsync(EngineHarness engine, ManualClock clock)
    {
        await engine.ScheduleAsync("Try", id: "try");
        for (var timers = 1; ; timers++)
        {
            await engine.UntilAsync(async () => (await engine.HistoryAsync("try")) is var history
                && (history.OfType<HistoryEvent.TimerCreated>().Count() >= timers || history.OfType<HistoryEvent.ExecutionEnded>().Any()));
            if ((await engine.HistoryAsync("try")).OfType<HistoryEvent.TimerCreated>().ElementAtOrDefault(timers - 1) is not { } timer)
            {
                return await engine.EndOfAsync("try");
            }

            clock.Advance(timer.FireAt - clock.GetUtcNow().UtcDateTime);
        }
    }

    [Fact]
    public async Task A_policy_retries_with_growing_delays_until_the_activity_succeeds()
    {
        var clock = new ManualClock();
        var policy = new RetryPolicy(5, TimeSpan.FromSeconds(2), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromSeconds(10));
        await using var engine = await EngineHarness.StartAsync(Failing(TaskOptions.FromRetryPolicy(policy), failures: 3), clock: clock);

        var end = await RunAsync(engine, clock);

        Assert.Equal("done", end.ReadOutputAs<string>());
        Assert.Equal(4, engine.Code.Runs.Count);
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(10)], await DelaysAsync(engine, "try"));
    }

    [Fact]
    public async Task A_policy_gives_up_after_its_attempts_and_tells_the_last_failure()
    {
        var clock = new ManualClock();
        var policy = new RetryPolicy(3, TimeSpan.FromSeconds(1));
        await using var engine = await EngineHarness.StartAsync(Failing(TaskOptions.FromRetryPolicy(policy), failures: 9), clock: clock);

        var end = await RunAsync(engine, clock);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal("attempt 3", end.FailureDetails!.InnerFailure!.ErrorMessage);
        Assert.Equal(3, engine.Code.Runs.Count);
    }

    [Fact]
    public async Task A_policy_gives_up_when_its_time_is_over()
    {
        var clock = new ManualClock();
        var policy = new RetryPolicy(100, TimeSpan.FromSeconds(10), retryTimeout: TimeSpan.FromSeconds(25));
        await using var engine = await EngineHarness.StartAsync(Failing(TaskOptions.FromRetryPolicy(policy), failures: 99), clock: clock);

        var end = await RunAsync(engine, clock);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(4, engine.Code.Runs.Count);
    }

    [Fact]
    public async Task A_handler_decides_from_the_attempt_and_the_failure()
    {
        var seen = new List<(int, string)>();
        RetryHandler handler = retry =>
        {
            seen.Add((retry.LastAttemptNumber, retry.LastFailure.ErrorMessage));
            return retry.LastAttemptNumber < 2;
        };
        await using var engine = await EngineHarness.StartAsync(Failing(TaskOptions.FromRetryHandler(handler), failures: 9));

        var end = await engine.RunAsync("Try");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(2, engine.Code.Runs.Count);
        Assert.Equal([(1, "attempt 1"), (2, "attempt 2")], seen.Distinct());
    }

    [Fact]
    public async Task A_handler_may_wait_with_a_durable_timer_and_knows_the_time_since_the_first_attempt()
    {
        var clock = new ManualClock();
        var elapsed = TimeSpan.Zero;
        AsyncRetryHandler handler = async retry =>
        {
            elapsed = retry.TotalRetryTime;
            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            return true;
        };
        await using var engine = await EngineHarness.StartAsync(Failing(TaskOptions.FromRetryHandler(handler), failures: 2), clock: clock);

        var end = await RunAsync(engine, clock);

        Assert.Equal("done", end.ReadOutputAs<string>());
        Assert.Equal(TimeSpan.FromMinutes(1), elapsed);
    }

    [Fact]
    public async Task A_sub_orchestration_is_retried_under_its_id()
    {
        var attempts = 0;
        var code = new DelegateCode()
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>(
                "Child", null, new SubOrchestrationOptions(new RetryPolicy(3, TimeSpan.FromMilliseconds(1)), "child")))
            .Orchestrator("Child", async context => await context.CallActivityAsync<string>("Work"))
            .Activity("Work", _ => ++attempts < 3 ? throw new InvalidOperationException("not yet") : "done");
        await using var engine = await EngineHarness.StartAsync(code);

        var end = await engine.RunAsync("Parent");

        Assert.Equal("done", end.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.EndOfAsync("child")).RuntimeStatus);
    }
}
