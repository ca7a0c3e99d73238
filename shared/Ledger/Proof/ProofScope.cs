using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Proof;

/// <summary>How much of a ledger is looked at.</summary>
public abstract record ProofScope
{
    private ProofScope()
    {
    }

    /// <summary>Whose ledger.</summary>
    public abstract PartnerId Partner { get; }

    /// <summary>All of a partner's ledger, transits between its partitions included.</summary>
    /// <param name="Owner">The partner.</param>
    /// <param name="PartitionCount">Its ledger partitions: 1–100.</param>
    public sealed record Whole(PartnerId Owner, int PartitionCount) : ProofScope
    {
        /// <inheritdoc/>
        public override PartnerId Partner => Owner;
    }

    /// <summary>One ledger partition, whole but for what only all partitions together can show: transits.</summary>
    /// <param name="Partition">Which.</param>
    public sealed record OnePartition(LedgerPartition Partition) : ProofScope
    {
        /// <inheritdoc/>
        public override PartnerId Partner => Partition.Partner;
    }

    /// <summary>One wallet: its row, entries, holds and control rows, the postings of its entries, and the daily heads. Forged postings that name none of its entries show only with the whole partition.</summary>
    /// <param name="Owner">The partner.</param>
    /// <param name="Wallet">Which.</param>
    public sealed record OneWallet(PartnerId Owner, WalletId Wallet) : ProofScope
    {
        /// <inheritdoc/>
        public override PartnerId Partner => Owner;
    }
}
