using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Rows;

/// <summary>One entry of a wallet. Never changed, never deleted.</summary>
public sealed record EntryRow : LedgerRow
{
    /// <summary>The wallet.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>Dense, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>The transaction.</summary>
    public required TransactionId Transaction { get; init; }

    /// <summary>The posting.</summary>
    public required PostingId Posting { get; init; }

    /// <summary>Debit or credit.</summary>
    public required EntryDirection Direction { get; init; }

    /// <summary>In minor units, more than zero.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>The wallet's currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The wallet's balance after this entry, in minor units.</summary>
    public required long BalanceAfterMinor { get; init; }

    /// <summary>The other wallet, as published.</summary>
    public required string Counterparty { get; init; }

    /// <summary>The transaction's booking date.</summary>
    public required DateOnly BookingDate { get; init; }

    /// <summary>When, in whole milliseconds UTC; never before the wallet's entry before.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The chain that the partner recomputes.</summary>
    public string MirrorHash { get; init; } = string.Empty;

    /// <summary>The chain that only the bank can compute.</summary>
    public string Hash { get; init; } = string.Empty;

    /// <summary>The key of <see cref="Hash"/>.</summary>
    public string HashKeyId { get; init; } = string.Empty;

    /// <inheritdoc/>
    public override string RowKey => RowKeys.Entry(Wallet, Sequence);
}
