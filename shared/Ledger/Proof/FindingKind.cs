namespace WalletFunctions.Shared.Ledger.Proof;

/// <summary>What is wrong with a row of the ledger.</summary>
public enum FindingKind
{
    /// <summary>The row is none of ours, or holds what no row of its kind can hold.</summary>
    UnreadableRow,

    /// <summary>An entry is not there: sequences are dense, and every line of a posting has its entry.</summary>
    EntryMissing,

    /// <summary>An entry is not as it was written: its hashes, its balance or its place in the chain disagree.</summary>
    EntryChanged,

    /// <summary>A row names a hash key that the bank does not have: it cannot be proven.</summary>
    HashKeyUnknown,

    /// <summary>A control row is not there: versions are dense.</summary>
    ControlMissing,

    /// <summary>A control row is not as it was written.</summary>
    ControlChanged,

    /// <summary>An entry (or a hold's capture) names a posting that does not stand.</summary>
    PostingMissing,

    /// <summary>A posting is not as it was written: it disagrees with its entries, its fingerprint, its holds or its original.</summary>
    PostingChanged,

    /// <summary>The lines of a posting do not sum to zero in each currency.</summary>
    PostingUnbalanced,

    /// <summary>A hold is not there: changes of holds are numbered, and postings name what they captured.</summary>
    HoldMissing,

    /// <summary>A hold is not as it was written: it disagrees with its fingerprint or with its posting.</summary>
    HoldChanged,

    /// <summary>Entries (or control rows, or changes of holds) that once were answered or signed are gone from the end of a wallet, or others stand in their place.</summary>
    TailCut,

    /// <summary>A daily head is not there, or is not as it was signed.</summary>
    HeadChanged,

    /// <summary>A wallet row is not there, though entries, holds, control rows or a daily head speak of the wallet.</summary>
    WalletMissing,

    /// <summary>A wallet row disagrees with the rows that it sums up.</summary>
    WalletChanged,

    /// <summary>A customer row is not there, though wallets under customer limits have moved.</summary>
    CustomerMissing,

    /// <summary>A customer row disagrees with the wallets that it sums up.</summary>
    CustomerChanged,

    /// <summary>The wallets of a currency do not sum to zero.</summary>
    CurrencyNotZero,

    /// <summary>Money of a finished transaction stands in <c>transit</c>.</summary>
    TransitNotZero,
}
