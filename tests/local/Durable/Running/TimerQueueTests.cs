using WalletFunctions.Local.Host.Durable.Running;
using WalletFunctions.Tests.Local.Durable.Harness;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable.Running;

/// <summary>Many times on one clock timer.</summary>
public sealed class TimerQueueTests
{
    [Fact]
    public async Task Callbacks_come_in_the_order_of_their_times_and_in_that_of_their_setting_at_the_same_time()
    {
        var clock = new ManualClock();
        await using var queue = new TimerQueue(clock);
        var seen = new List<string>();
        queue.Set(clock.GetUtcNow().AddDays(90), () => seen.Add("late"));
        queue.Set(clock.GetUtcNow().AddSeconds(2), () => seen.Add("second"));
        queue.Set(clock.GetUtcNow().AddSeconds(1), () => seen.Add("first"));
        queue.Set(clock.GetUtcNow().AddSeconds(2), () => seen.Add("third"));

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["first"], seen);
        clock.Advance(TimeSpan.FromDays(100));

        Assert.Equal(["first", "second", "third", "late"], seen);
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public async Task A_time_that_is_disposed_of_is_forgotten()
    {
        var clock = new ManualClock();
        await using var queue = new TimerQueue(clock);
        var seen = new List<string>();
        var first = queue.Set(clock.GetUtcNow().AddSeconds(1), () => seen.Add("first"));
        queue.Set(clock.GetUtcNow().AddSeconds(2), () => seen.Add("second"));

        first.Dispose();
        Assert.Equal(1, queue.Count);
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["second"], seen);
        first.Dispose();
    }

    [Fact]
    public async Task Nothing_comes_after_the_end()
    {
        var clock = new ManualClock();
        var queue = new TimerQueue(clock);
        var seen = new List<string>();
        queue.Set(clock.GetUtcNow().AddSeconds(1), () => seen.Add("late"));

        await queue.DisposeAsync();
        queue.Set(clock.GetUtcNow(), () => seen.Add("too late")).Dispose();
        clock.Advance(TimeSpan.FromDays(1));

        Assert.Empty(seen);
    }
}
