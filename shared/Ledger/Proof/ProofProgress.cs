namespace WalletFunctions.Shared.Ledger.Proof;

/// <summary>How far a proof has come, for whoever waits for it.</summary>
/// <param name="Partition">The ledger partition that is looked at.</param>
/// <param name="Step">What is done.</param>
/// <param name="Done">Entries, and lines of postings, that were looked at.</param>
/// <param name="Total">How many there are in what has been begun, as far as is known.</param>
public sealed record ProofProgress(LedgerPartition Partition, string Step, long Done, long Total);
