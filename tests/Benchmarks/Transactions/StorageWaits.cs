namespace WalletFunctions.Benchmarks.Transactions;

/// <summary>How often something waited for the storage, one wait after the other.</summary>
internal static class StorageWaits
{
    /// <summary>
    /// The longest chain of calls between two moments of which each began after the one before had ended: calls made side by side are one wait. Others' calls of
    /// the same time count too, so the figure can only be too high.
    /// </summary>
    public static int Count(IEnumerable<(long Start, long End)> calls, long from, long to)
    {
        var waits = 0;
        var free = from;
        foreach (var (start, end) in calls.Where(call => call.Start >= from && call.End <= to).OrderBy(call => call.End))
        {
            if (start >= free)
            {
                waits++;
                free = end;
            }
        }

        return waits;
    }
}
