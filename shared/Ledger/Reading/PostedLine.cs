using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Reading;

/// <summary>One line of a posting, as it was written.</summary>
public sealed record PostedLine
{
    /// <summary>The wallet that moved: for a system wallet, the stripe.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>The wallet as it was asked for. Another than <see cref="Wallet"/> if the line was diverted.</summary>
    public required LineWallet Requested { get; init; }

    /// <summary>Lowered or raised.</summary>
    public required EntryDirection Direction { get; init; }

    /// <summary>By how much: more than zero.</summary>
    public required Money Amount { get; init; }

    /// <summary>Principal or fee.</summary>
    public required LineKind Kind { get; init; }

    /// <summary>The line's transaction.</summary>
    public required TransactionId Transaction { get; init; }

    /// <summary>The entry's place among the wallet's entries: dense, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>The wallet's balance after the entry.</summary>
    public required Money BalanceAfter { get; init; }

    /// <summary>The entry's mirror hash.</summary>
    public required string MirrorHash { get; init; }

    /// <summary>The entry's time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Why the line moved <c>suspense</c> instead; null if it did not.</summary>
    public DiversionReason? Diverted { get; init; }
}
