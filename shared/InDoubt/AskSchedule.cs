namespace WalletFunctions.Shared.InDoubt;

/// <summary>
/// When the fintech is asked again: after 1 min, 5 min, 30 min, 2 h, 6 h, 24 h; what is still unknown then is a break, for a person.
/// </summary>
public static class AskSchedule
{
    private static readonly TimeSpan[] Intervals =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(24),
    ];

    /// <summary>How often is asked.</summary>
    public static int Questions => Intervals.Length + 1;

    /// <summary>How long to wait after so many questions without a usable answer; null when enough were asked.</summary>
    /// <param name="asked">1 for the first question.</param>
    public static TimeSpan? After(int asked)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(asked, 1);
        return asked <= Intervals.Length ? Intervals[asked - 1] : null;
    }
}
