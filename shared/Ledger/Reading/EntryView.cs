using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Reading;

/// <summary>One entry, with the fields that are published and that the mirror hash covers, and the bank's own proof.</summary>
public sealed record EntryView
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

    /// <summary>More than zero.</summary>
    public required Money Amount { get; init; }

    /// <summary>The balance after this entry.</summary>
    public required Money BalanceAfter { get; init; }

    /// <summary>The other wallet's id, or a system wallet's word.</summary>
    public required string Counterparty { get; init; }

    /// <summary>The transaction's booking date.</summary>
    public required DateOnly BookingDate { get; init; }

    /// <summary>When: never before the entry before it, in whole milliseconds.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The chain that the partner recomputes.</summary>
    public required string MirrorHash { get; init; }

    /// <summary>The chain that only the bank can compute.</summary>
    public required string Hash { get; init; }

    /// <summary>The bank's key of <see cref="Hash"/>.</summary>
    public required string HashKeyId { get; init; }
}
