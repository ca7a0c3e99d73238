using System.Globalization;
using NCrontab;

namespace WalletFunctions.Local.Host.Timers;

/// <summary>When a timer is due: six-field NCRONTAB (or five fields, without seconds), or a fixed interval. Times are UTC.</summary>
public sealed class TimerSchedule
{
    private const int FieldsWithSeconds = 6;

    // The Functions host remembers no schedule that comes round faster than this: its next time is near anyway.
    private static readonly TimeSpan ShortestRemembered = TimeSpan.FromMinutes(1);

    private readonly CrontabSchedule? _crontab;
    private readonly TimeSpan _interval;

    private TimerSchedule(string text, CrontabSchedule? crontab, TimeSpan interval)
    {
        Text = text;
        _crontab = crontab;
        _interval = interval;
    }

    /// <summary>The schedule as written.</summary>
    public string Text { get; }

    /// <summary>Reads a schedule.</summary>
    /// <param name="text">NCRONTAB text or a time span.</param>
    /// <exception cref="LocalHostException">The text is neither.</exception>
    public static TimerSchedule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields == FieldsWithSeconds };
        if (CrontabSchedule.TryParse(text, options) is { } crontab)
        {
            return new TimerSchedule(text, crontab, default);
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero
            ? new TimerSchedule(text, null, interval)
            : throw new LocalHostException($"'{text}' is no timer schedule: six NCRONTAB fields (second minute hour day month weekday), or a time span above zero.");
    }

    /// <summary>The first time the timer is due after a time; <see cref="DateTimeOffset.MaxValue"/> for never.</summary>
    /// <param name="time">The time before.</param>
    public DateTimeOffset After(DateTimeOffset time)
    {
        if (_crontab is null)
        {
            return time + _interval;
        }

        var next = _crontab.GetNextOccurrence(time.UtcDateTime);
        return next >= DateTime.MaxValue ? DateTimeOffset.MaxValue : new DateTimeOffset(next, TimeSpan.Zero);
    }

    /// <summary>Whether the schedule comes round slowly enough to be remembered across restarts.</summary>
    /// <param name="time">The present.</param>
    public bool IsWorthRemembering(DateTimeOffset time)
    {
        var first = After(time);
        return first == DateTimeOffset.MaxValue || After(first) - first >= ShortestRemembered;
    }
}
