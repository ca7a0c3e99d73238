namespace WalletFunctions.Shared.Ledger.Storage;

/// <summary>What became of a write.</summary>
public abstract record WriteResult
{
    private WriteResult()
    {
    }

    /// <summary>All rows are written.</summary>
    /// <param name="ETags">Their new versions, in the order of the write.</param>
    public sealed record Written(IReadOnlyList<string> ETags) : WriteResult;

    /// <summary>No row is written: one that must not exist does, or one is not (any more) of the version that was to be replaced.</summary>
    /// <param name="Index">Which, in the order of the write; null: the storage did not say.</param>
    public sealed record Conflicted(int? Index) : WriteResult;
}
