using System.Globalization;

namespace WalletFunctions.Shared.Callbacks;

/// <summary>Reads the <c>Retry-After</c> header: seconds, or one of the three date forms of HTTP.</summary>
public static class RetryAfter
{
    private const int MaximumCharacters = 64;

    private static readonly string[] DateForms =
    [
        "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
        "dddd, dd-MMM-yy HH:mm:ss 'GMT'",
        "ddd MMM d HH:mm:ss yyyy",
    ];

    /// <summary>
    /// How long after <paramref name="now"/> the partner asks us to wait; never negative, at most <see cref="RetrySchedule.MaximumRetryAfter"/>.
    /// Null when there is no header or it cannot be read: then the schedule alone decides.
    /// </summary>
    public static TimeSpan? Read(string? header, DateTimeOffset now)
    {
        var text = header?.Trim();
        if (text is not { Length: > 0 and <= MaximumCharacters })
        {
            return null;
        }

        if (text.All(char.IsAsciiDigit))
        {
            // More digits than a long holds is a wait longer than any we grant.
            return Bound(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? Math.Min(seconds, (long)RetrySchedule.MaximumRetryAfter.TotalSeconds)
                : RetrySchedule.MaximumRetryAfter.TotalSeconds);
        }

        return DateTimeOffset.TryParseExact(
            text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out var date)
            ? Bound((date - now).TotalSeconds)
            : null;
    }

    private static TimeSpan Bound(double seconds) =>
        TimeSpan.FromSeconds(Math.Clamp(seconds, 0, RetrySchedule.MaximumRetryAfter.TotalSeconds));
}
