namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>How many rows all writers of a process remember together, however many ledger partitions they write. Safe for many threads: each writer has a loop of its own.</summary>
internal sealed class RowBudget(int rows)
{
    private long _used;

    /// <summary>More is remembered than there is room for: whoever remembers one more forgets another.</summary>
    internal bool IsExceeded => Volatile.Read(ref _used) > rows;

    /// <summary>So many more rows are remembered or, negative, less.</summary>
    internal void Use(int more) => Interlocked.Add(ref _used, more);
}
