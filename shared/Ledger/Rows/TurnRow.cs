namespace WalletFunctions.Shared.Ledger.Rows;

/// <summary>
/// Whose turn it is to write a ledger partition, where several processes write it at the same time. Advice, and no more: it saves conflicts, the versions of the rows keep the ledger
/// right. It can be deleted at any time.
/// </summary>
public sealed record TurnRow : LedgerRow
{
    /// <summary>Turns so far.</summary>
    public required long Number { get; init; }

    /// <summary>The process whose turn it is; empty: nobody's.</summary>
    public required string Holder { get; init; }

    /// <summary>The processes that take turns, in their order, each with its last one.</summary>
    public IReadOnlyList<LastTurn> Processes { get; init; } = [];

    /// <summary>What changed up to this turn is not handed on any more: everybody who took turns knows it.</summary>
    public long KnownUpTo { get; init; }

    /// <inheritdoc/>
    public override string RowKey => RowKeys.Turn;

    /// <summary>The last turn of a process.</summary>
    /// <param name="Process">Which.</param>
    /// <param name="Turn">The turn's number; 0: it had none yet.</param>
    public readonly record struct LastTurn(string Process, long Turn);
}
