using Azure.Data.Tables;

namespace WalletFunctions.Local.Host.Storage;

/// <summary>One change of one row.</summary>
public abstract record RowChange
{
    private RowChange()
    {
    }

    /// <summary>The row's key within the lane.</summary>
    public abstract string RowKey { get; }

    /// <summary>Adds a row; refused with <see cref="RowExistsException"/> if another wrote one under its key. The lane adds a column to tell its own rows by.</summary>
    public sealed record Insert(TableEntity Entity) : RowChange
    {
        /// <inheritdoc/>
        public override string RowKey => Entity.RowKey;
    }

    /// <summary>Writes a row, in place of what there may be under its key.</summary>
    public sealed record Put(TableEntity Entity) : RowChange
    {
        /// <inheritdoc/>
        public override string RowKey => Entity.RowKey;
    }

    /// <summary>Writes some columns of a row that exists, and leaves its others as they are.</summary>
    public sealed record Merge(TableEntity Entity) : RowChange
    {
        /// <inheritdoc/>
        public override string RowKey => Entity.RowKey;
    }

    /// <summary>Removes a row, if there is one.</summary>
    public sealed record Delete(string Key) : RowChange
    {
        /// <inheritdoc/>
        public override string RowKey => Key;
    }
}
