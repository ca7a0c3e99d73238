namespace WalletFunctions.Shared.Ledger;

/// <summary>A command to the ledger: it lives in one ledger partition, and carries the idempotency of its own write.</summary>
public interface ILedgerCommand
{
    /// <summary>Where.</summary>
    LedgerPartition Partition { get; }
}
