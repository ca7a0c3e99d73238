using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Transactions;

/// <summary>One entry that a transaction made on a wallet of the partner.</summary>
public sealed record BookedEntry
{
    /// <summary>The wallet.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>Dense, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>Lowered or raised.</summary>
    public required EntryDirection Direction { get; init; }

    /// <summary>By how much: more than zero.</summary>
    public required Money Amount { get; init; }

    /// <summary>The wallet's balance after it.</summary>
    public required Money BalanceAfter { get; init; }

    /// <summary>The chain that the partner recomputes.</summary>
    public required string MirrorHash { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }
}
