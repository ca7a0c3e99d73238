using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Reconciliation.Breaks;

/// <summary>What kind of difference a break is. Names are part of the break's id: a kind is added, never renamed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BreakKind>))]
public enum BreakKind
{
    /// <summary>The bank settled what had been released or was never to be: the money moved there and not here.</summary>
    [JsonStringEnumMemberName("settled-after-release")]
    SettledAfterRelease = 1,

    /// <summary>The bank rejected what it had settled before.</summary>
    [JsonStringEnumMemberName("rejected-after-settlement")]
    RejectedAfterSettlement = 2,

    /// <summary>The bank names an instruction that we never gave.</summary>
    [JsonStringEnumMemberName("unknown-bank-reference")]
    UnknownBankReference = 3,

    /// <summary>The bank names another amount, wallet or currency than it was instructed with.</summary>
    [JsonStringEnumMemberName("bank-outcome-mismatch")]
    BankOutcomeMismatch = 4,

    /// <summary>A credit of ours went to suspense, because the wallet could not take it.</summary>
    [JsonStringEnumMemberName("credit-diverted")]
    CreditDiverted = 5,

    /// <summary>The fintech reversed what is settled here.</summary>
    [JsonStringEnumMemberName("reversed-by-fintech")]
    ReversedByFintech = 6,

    /// <summary>The fintech does not say what became of a transaction that is final here.</summary>
    [JsonStringEnumMemberName("unacknowledged")]
    Unacknowledged = 7,

    /// <summary>Money of an event of the bank that nobody claimed, or that could not be given back.</summary>
    [JsonStringEnumMemberName("unclaimed-bank-event")]
    UnclaimedBankEvent = 8,

    /// <summary>The two sides hold different statuses of a wallet.</summary>
    [JsonStringEnumMemberName("wallet-status-mismatch")]
    WalletStatusMismatch = 9,

    /// <summary>Any other difference between the two ledgers.</summary>
    [JsonStringEnumMemberName("ledger-difference")]
    LedgerDifference = 10,
}
