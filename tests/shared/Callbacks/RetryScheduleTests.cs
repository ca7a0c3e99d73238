using WalletFunctions.Shared.Callbacks;
using Xunit;

namespace WalletFunctions.Tests.Shared.Callbacks;

public sealed class RetryScheduleTests
{
    private static readonly CallbackId Id = CallbackSamples.Id("evt-1");

    [Fact]
    public void The_delays_are_those_of_the_design()
    {
        Assert.Equal(8, RetrySchedule.Attempts);
        Assert.Equal(
            [0, 5, 30, 120, 900, 3_600, 21_600, 86_400],
            Enumerable.Range(0, RetrySchedule.Attempts).Select(failed => RetrySchedule.DelayAfter(failed).TotalSeconds));
    }

    [Theory]
    [InlineData(0.0, 30.0)]
    [InlineData(0.5, 33.0)]
    [InlineData(0.999_999, 36.0)]
    public void Jitter_lengthens_a_delay_by_up_to_a_fifth(double jitter, double seconds) =>
        Assert.Equal(seconds, RetrySchedule.Delay(2, jitter, null).TotalSeconds, precision: 3);

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void A_jitter_outside_its_range_is_a_bug(double jitter) =>
        Assert.ThrowsAny<ArgumentException>(() => RetrySchedule.Delay(2, jitter, null));

    [Fact]
    public void Jitter_is_the_same_for_the_same_callback_and_number_and_spreads_over_others()
    {
        var values = Enumerable.Range(0, 1_000).Select(number => RetrySchedule.JitterOf(Id, number)).ToList();

        Assert.Equal(values, Enumerable.Range(0, 1_000).Select(number => RetrySchedule.JitterOf(Id, number)));
        Assert.All(values, value => Assert.InRange(value, 0.0, 0.999_999_999_9));
        Assert.InRange(values.Average(), 0.45, 0.55);
        Assert.Equal(values.Count, values.Distinct().Count());
    }

    [Theory]
    [InlineData(10, 30)]
    [InlineData(45, 45)]
    [InlineData(86_400, 86_400)]
    [InlineData(86_401, 86_400)]
    [InlineData(-5, 30)]
    public void Retry_after_puts_off_but_never_hurries_and_never_beyond_a_day(double askedSeconds, double expectedSeconds) =>
        Assert.Equal(expectedSeconds, RetrySchedule.Delay(2, 0, TimeSpan.FromSeconds(askedSeconds)).TotalSeconds);

    [Fact]
    public void The_wait_for_a_busy_partner_doubles_up_to_a_minute() =>
        Assert.Equal(
            [1, 2, 4, 8, 16, 32, 60, 60],
            Enumerable.Range(0, 8).Select(delays => RetrySchedule.BusyDelay(delays, 0).TotalSeconds));

    [Fact]
    public void The_wait_for_a_busy_partner_has_no_overflow_however_often_it_was_put_off() =>
        Assert.Equal(RetrySchedule.MaximumBusyDelay, RetrySchedule.BusyDelay(int.MaxValue, 0));
}
