namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>A clock that stands until the scenario moves it, and knows the partner's days.</summary>
internal sealed class ModelClock(DateTimeOffset start, TimeZoneInfo zone) : TimeProvider
{
    public DateTimeOffset Now { get; private set; } = start;

    public DateOnly Today => DayOf(Now);

    public override DateTimeOffset GetUtcNow() => Now;

    public void Advance(TimeSpan by) => Now += by;

    /// <summary>To the first minute of the next local day that satisfies the condition, or to the millisecond before it.</summary>
    public void AdvanceTo(Func<DateOnly, bool> condition, bool justBefore)
    {
        var minute = new DateTimeOffset(Now.Ticks - (Now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        var today = Today;
        do
        {
            minute += TimeSpan.FromMinutes(1);
        }
        while (DayOf(minute) == today || !condition(DayOf(minute)));
        var target = justBefore ? minute - TimeSpan.FromMilliseconds(1) : minute;
        Now = target > Now ? target : Now;
    }

    private DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
}
