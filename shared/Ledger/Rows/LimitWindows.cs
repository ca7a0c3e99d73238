namespace WalletFunctions.Shared.Ledger.Rows;

/// <summary>
/// The open windows of a wallet or customer: the local day of the last consumption, and the month that it lies in. Windows never go back: a clock that is behind consumes the open day.
/// </summary>
/// <param name="Date">The local day; <see cref="DateOnly.MinValue"/>: nothing was ever consumed.</param>
/// <param name="Day">What the day consumed.</param>
/// <param name="Month">What the month consumed.</param>
public readonly record struct LimitWindows(DateOnly Date, LimitUse Day, LimitUse Month)
{
    /// <summary>The windows as a day sees them: emptied where the day, or the month, is a new one. The day is not before <see cref="Date"/>.</summary>
    public LimitWindows At(DateOnly date) => date == Date
        ? this
        : new LimitWindows(date, default, IsSameMonth(date) ? Month : default);

    /// <summary>With a consumption of a day, which becomes the open one. Throws OverflowException.</summary>
    public LimitWindows Consume(DateOnly date, EntryDirection direction, long minor, int count)
    {
        LimitWindows open = At(date);
        return open with { Day = open.Day.Add(direction, minor, count), Month = open.Month.Add(direction, minor, count) };
    }

    /// <summary>Without what was consumed on a day: from those of its windows that are still open.</summary>
    public LimitWindows GiveBack(DateOnly date, EntryDirection direction, long minor, int count) => new(
        Date,
        date == Date ? Day.Add(direction, -minor, -count) : Day,
        IsSameMonth(date) ? Month.Add(direction, -minor, -count) : Month);

    private bool IsSameMonth(DateOnly date) => date.Year == Date.Year && date.Month == Date.Month;
}
