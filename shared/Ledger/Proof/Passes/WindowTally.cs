using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>
/// Limit windows summed up from what consumed them, in whatever order it is met: the open day is the latest that anything was consumed on, and what was given back is as if it had not
/// been consumed, since a window that is still open takes it back. Wider than 64 bits: the rows may be anyone's.
/// </summary>
internal sealed class WindowTally
{
    private DateOnly _date;
    private Use _day;
    private Use _month;

    /// <summary>Counts a consumption, or (with a negative sign) that it was given back.</summary>
    internal void Add(ConsumedWindow window, int sign)
    {
        Open(window.Date);
        bool isSameMonth = window.Date.Year == _date.Year && window.Date.Month == _date.Month;
        if (window.Date == _date)
        {
            _day.Add(window, sign);
        }

        if (isSameMonth)
        {
            _month.Add(window, sign);
        }
    }

    /// <summary>Opens the day of a consumption of which nothing is left.</summary>
    internal void Open(DateOnly date)
    {
        if (date > _date)
        {
            _day = default;
            _month = date.Year == _date.Year && date.Month == _date.Month ? _month : default;
            _date = date;
        }
    }

    /// <summary>The windows; null if no window can hold the sums.</summary>
    internal LimitWindows? ToWindows() => _day.ToLimitUse() is { } day && _month.ToLimitUse() is { } month ? new LimitWindows(_date, day, month) : null;

    private struct Use
    {
        private Int128 _debitMinor;
        private Int128 _creditMinor;
        private long _debitCount;
        private long _creditCount;

        internal void Add(ConsumedWindow window, int sign)
        {
            if (window.Direction == EntryDirection.Debit)
            {
                _debitMinor += (Int128)window.Minor * sign;
                _debitCount += (long)window.Count * sign;
            }
            else
            {
                _creditMinor += (Int128)window.Minor * sign;
                _creditCount += (long)window.Count * sign;
            }
        }

        internal readonly LimitUse? ToLimitUse() => IsSum(_debitMinor) && IsSum(_creditMinor) && IsCount(_debitCount) && IsCount(_creditCount)
            ? new LimitUse((long)_debitMinor, (int)_debitCount, (long)_creditMinor, (int)_creditCount)
            : null;

        private static bool IsSum(Int128 minor) => minor >= 0 && minor <= long.MaxValue;

        private static bool IsCount(long count) => count is >= 0 and <= int.MaxValue;
    }
}
