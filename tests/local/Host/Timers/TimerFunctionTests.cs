using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using WalletFunctions.Local.Host;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Host.Timers;

public sealed class TimerFunctionTests : IClassFixture<AzuriteFixture>
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualTime _time = new(Day.AddHours(10).AddSeconds(-30));
    private readonly string _prefix = "T" + Guid.NewGuid().ToString("N");
    private readonly AzuriteFixture _azurite;
    private readonly Runs _runs;

    public TimerFunctionTests(AzuriteFixture azurite)
    {
        _azurite = azurite;
        _runs = new Runs(_time);
    }

    [Fact]
    public async Task A_timer_runs_at_its_times_and_is_told_its_schedule()
    {
        await using var host = await Host("0 0 * * * *").StartAsync();

        await RunAtAsync(10, 0, count: 1);
        await RunAtAsync(11, 0, count: 2);

        Assert.Equal([10, 11], _runs.Times.Select(run => run.At.Hour));
        Assert.False(_runs.Times.First().Info.IsPastDue);
        var second = _runs.Times.Last().Info.ScheduleStatus!;
        Assert.Equal(new DateTime(2026, 3, 1, 10, 0, 0, DateTimeKind.Utc), second.Last);
        Assert.Equal(new DateTime(2026, 3, 1, 11, 0, 0, DateTimeKind.Utc), second.Next);
    }

    [Fact]
    public async Task A_run_that_fell_due_while_the_host_was_down_happens_once_after_the_start()
    {
        await using (await Host("0 0 * * * *").StartAsync())
        {
            await RunAtAsync(10, 0, count: 1);
            await Eventually.IsTrueAsync(() => IsRemembered(10));
        }

        _time.Advance(TimeSpan.FromHours(5) + TimeSpan.FromMinutes(12));
        await using var again = await Host("0 0 * * * *").StartAsync();
        await Eventually.IsTrueAsync(() => _runs.Times.Count == 2);
        var madeUp = _runs.Times.Last();
        Assert.True(madeUp.Info.IsPastDue);
        Assert.Equal(15, madeUp.At.Hour);

        await RunAtAsync(16, 0, count: 3);
        Assert.Equal(16, _runs.Times.Last().At.Hour);
    }

    [Fact]
    public async Task Nothing_is_made_up_for_when_nothing_was_missed()
    {
        await using (await Host("0 0 * * * *").StartAsync())
        {
            await RunAtAsync(10, 0, count: 1);
            await Eventually.IsTrueAsync(() => IsRemembered(10));
        }

        _time.Advance(TimeSpan.FromMinutes(20));
        await using var again = await Host("0 0 * * * *").StartAsync();
        await RunAtAsync(11, 0, count: 2);

        Assert.Equal(11, _runs.Times.Last().At.Hour);
    }

    [Fact]
    public async Task A_schedule_that_changed_counts_from_the_last_run()
    {
        await using (await Host("0 0 * * * *").StartAsync())
        {
            await RunAtAsync(10, 0, count: 1);
            await Eventually.IsTrueAsync(() => IsRemembered(10));
        }

        await using var again = await Host("0 30 * * * *").StartAsync();
        await RunAtAsync(10, 30, count: 2);

        var second = _runs.Times.Last().At;
        Assert.Equal((10, 30), (second.Hour, second.Minute));
    }

    [Fact]
    public async Task No_two_runs_overlap_and_what_fell_due_meanwhile_happens_once()
    {
        await using var host = await Host("0 * * * * *").StartAsync();
        _runs.Hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _time.AdvanceToAsync(Day.AddHours(10));
        await Eventually.IsTrueAsync(() => _runs.Running == 1);

        _time.Advance(TimeSpan.FromMinutes(3));
        var byHand = host.RunTimerAsync("Tick");
        _runs.Hold.SetResult();

        await Eventually.ArrivesAsync(byHand);
        await Eventually.IsTrueAsync(() => _runs.Times.Count == 3);
        Assert.Equal(1, _runs.MostAtOnce);
        Assert.Single(_runs.Times, run => run.Info.IsPastDue);
    }

    [Fact]
    public async Task A_failed_run_is_logged_and_the_next_one_comes()
    {
        var test = Host("0 * * * * *");
        _runs.Fault = new InvalidOperationException("out of order");
        await using var host = await test.StartAsync();

        await RunAtAsync(10, 0, count: 1);
        await RunAtAsync(10, 1, count: 2);

        Assert.Contains(test.Log.Lines, line => line.Level == LogLevel.Error && line.Text.Contains("out of order", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Middleware_sees_a_timer()
    {
        var seen = new ConcurrentQueue<string>();
        var test = Host("0 * * * * *");
        await using var host = await (test with
        {
            Configure = builder =>
            {
                test.Configure(builder);
                builder.Use(next => context =>
                {
                    seen.Enqueue($"{context.FunctionDefinition.Name} {context.FunctionDefinition.InputBindings["timer"].Type} {context.GetHttpContext() is null}");
                    return next(context);
                });
            },
        }).StartAsync();

        await host.RunTimerAsync("tick");

        Assert.Equal("Tick timerTrigger True", Assert.Single(seen));
    }

    [Fact]
    public async Task A_schedule_in_a_missing_setting_stops_the_start_with_its_name()
    {
        var fault = await Assert.ThrowsAsync<LocalHostException>(() =>
            (Host("unused") with { Settings = new Dictionary<string, string?>() }).StartAsync());

        Assert.Contains("Tick:Schedule", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_on_startup_runs_once_more_at_each_start()
    {
        var test = new TestHost(_azurite, typeof(AtStart)) { Configure = TestHost.With(_runs), Time = _time, TablePrefix = _prefix };
        await using (await test.StartAsync())
        {
            await Eventually.IsTrueAsync(() => _runs.Times.Count == 1);
        }

        await using var again = await test.StartAsync();
        await Eventually.IsTrueAsync(() => _runs.Times.Count == 2);

        Assert.All(_runs.Times, run => Assert.False(run.Info.IsPastDue));
    }

    private TestHost Host(string schedule) => new(_azurite, typeof(Functions))
    {
        Configure = TestHost.With(_runs),
        Time = _time,
        TablePrefix = _prefix,
        Settings = new Dictionary<string, string?> { ["Tick:Schedule"] = schedule },
    };

    private async Task RunAtAsync(int hour, int minute, int count)
    {
        await _time.AdvanceToAsync(Day.AddHours(hour).AddMinutes(minute));
        await Eventually.IsTrueAsync(() => _runs.Times.Count == count);
    }

    private bool IsRemembered(int hour)
    {
        var row = _azurite.Service.GetTableClient(_prefix + "Timers")
            .GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>("timers", "tick").GetAwaiter().GetResult();
        return row.HasValue && row.Value!.GetDateTimeOffset("Last")?.Hour == hour;
    }

    public sealed class Runs(TimeProvider time)
    {
        private int _running;

        public ConcurrentQueue<(DateTimeOffset At, TimerInfo Info)> Times { get; } = [];

        public TaskCompletionSource? Hold { get; set; }

        public Exception? Fault { get; set; }

        public int Running => Volatile.Read(ref _running);

        public int MostAtOnce { get; private set; }

        public async Task RunAsync(TimerInfo info)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _running));
            try
            {
                await (Hold?.Task ?? Task.CompletedTask);
                if (Fault is not null)
                {
                    throw Fault;
                }
            }
            finally
            {
                Interlocked.Decrement(ref _running);
                Times.Enqueue((time.GetUtcNow(), info));
            }
        }
    }

    public sealed class Functions(Runs runs)
    {
        [Function("Tick")]
        public Task Tick([TimerTrigger("%Tick:Schedule%")] TimerInfo timer) => runs.RunAsync(timer);
    }

    public sealed class AtStart(Runs runs)
    {
        [Function("AtStart")]
        public Task Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => runs.RunAsync(timer);
    }
}
