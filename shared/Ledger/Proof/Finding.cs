namespace WalletFunctions.Shared.Ledger.Proof;

/// <summary>One row that is not as it must be.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Partition">Where.</param>
/// <param name="RowKey">The row: for one that is missing, the key that it would have; for changes of holds that no row explains, what the keys of the wallet's holds begin with; for a currency, its code.</param>
/// <param name="Why">The numbers, for a person.</param>
public sealed record Finding(FindingKind Kind, LedgerPartition Partition, string RowKey, string Why)
{
    /// <summary>The row is derived from others, and can be rebuilt from them; every other finding says that those others are damaged.</summary>
    public bool IsRebuildable => Kind is FindingKind.WalletMissing or FindingKind.WalletChanged or FindingKind.CustomerMissing or FindingKind.CustomerChanged;

    /// <summary>In one line.</summary>
    public override string ToString() => $"{Kind} at {Partition.ToKey()} {RowKey}: {Why}";
}
