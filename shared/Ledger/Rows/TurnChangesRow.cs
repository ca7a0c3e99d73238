using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Rows;

/// <summary>What changed in the last turns, for the process that has the next one: what it need not read again. Advice like <see cref="TurnRow"/>, written together with it.</summary>
public sealed record TurnChangesRow : LedgerRow
{
    /// <summary>Stands for all rows: more changed than could be handed on.</summary>
    public const string AnyRow = "*";

    /// <summary>The number of the turn that it is for.</summary>
    public required long Number { get; init; }

    /// <summary>The rows that changed, as they were written.</summary>
    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <inheritdoc/>
    public override string RowKey => RowKeys.TurnChanges;

    /// <summary>A row that was written in a turn.</summary>
    /// <param name="RowKey">Its key.</param>
    /// <param name="Stored">The row and its version; null: it changed, and must be read again.</param>
    /// <param name="Turn">The turn's number.</param>
    public readonly record struct Change(string RowKey, StoredRow? Stored, long Turn);
}
