using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Rows;

/// <summary>One line of a posting row.</summary>
public sealed record PostingLineRow
{
    /// <summary>The wallet that moved: for a system wallet, the stripe.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>The entry's sequence on that wallet.</summary>
    public required long Sequence { get; init; }

    /// <summary>Debit or credit.</summary>
    public required EntryDirection Direction { get; init; }

    /// <summary>More than zero.</summary>
    public required Money Amount { get; init; }

    /// <summary>Principal or fee.</summary>
    public LineKind Kind { get; init; }

    /// <summary>The line's transaction.</summary>
    public required TransactionId Transaction { get; init; }

    /// <summary>The wallet that the line was meant for, if it was diverted to <c>suspense</c>.</summary>
    public WalletId? DivertedFrom { get; init; }

    /// <summary>Why it was diverted.</summary>
    public DiversionReason? Diverted { get; init; }

    /// <summary>What was refunded of it since, in minor units.</summary>
    public long RefundedMinor { get; init; }
}
