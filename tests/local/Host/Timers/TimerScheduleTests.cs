using System.Globalization;
using WalletFunctions.Local.Host;
using WalletFunctions.Local.Host.Timers;
using Xunit;

namespace WalletFunctions.Tests.Local.Host.Timers;

public sealed class TimerScheduleTests
{
    [Theory]
    [InlineData("*/15 * * * * *", "2026-03-01T10:00:14Z", "2026-03-01T10:00:15Z")]
    [InlineData("*/15 * * * * *", "2026-03-01T10:00:15Z", "2026-03-01T10:00:30Z")]
    [InlineData("0 */5 * * * *", "2026-03-01T10:04:59Z", "2026-03-01T10:05:00Z")]
    [InlineData("0 0 2 * * *", "2026-03-01T02:00:00Z", "2026-03-02T02:00:00Z")]
    [InlineData("30 15,45 8-10 * * 1-5", "2026-03-06T10:45:30Z", "2026-03-09T08:15:30Z")]
    [InlineData("0 0 0 1 Jan,Jul *", "2026-03-01T00:00:00Z", "2026-07-01T00:00:00Z")]
    [InlineData("0 0 12 * * Sun", "2026-03-01T12:00:00Z", "2026-03-08T12:00:00Z")]
    [InlineData("0 0 12 29 2 *", "2026-03-01T12:00:00Z", "2028-02-29T12:00:00Z")]
    [InlineData("1-59/20 * * * * *", "2026-03-01T10:00:41Z", "2026-03-01T10:01:01Z")]
    [InlineData("5 4 * * *", "2026-03-01T04:05:00Z", "2026-03-02T04:05:00Z")]
    [InlineData("00:00:30", "2026-03-01T10:00:10Z", "2026-03-01T10:00:40Z")]
    public void The_next_time_after_a_time_is_what_NCRONTAB_says(string schedule, string after, string next) =>
        Assert.Equal(Time(next), TimerSchedule.Parse(schedule).After(Time(after)));

    [Fact]
    public void A_day_that_never_comes_is_never() =>
        Assert.Equal(DateTimeOffset.MaxValue, TimerSchedule.Parse("0 0 0 31 2 *").After(Time("2026-03-01T00:00:00Z")));

    [Theory]
    [InlineData("")]
    [InlineData("every day")]
    [InlineData("61 * * * * *")]
    [InlineData("* * * *")]
    [InlineData("00:00:00")]
    [InlineData("-00:00:10")]
    public void What_is_no_schedule_is_refused_with_its_text(string text)
    {
        var fault = Assert.Throws<LocalHostException>(() => TimerSchedule.Parse(text));

        Assert.Contains($"'{text}'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*/15 * * * * *", false)]
    [InlineData("0 * * * * *", true)]
    [InlineData("00:00:59", false)]
    public void Only_a_schedule_of_a_minute_or_slower_is_remembered(string schedule, bool remembered) =>
        Assert.Equal(remembered, TimerSchedule.Parse(schedule).IsWorthRemembering(Time("2026-03-01T10:00:00Z")));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
