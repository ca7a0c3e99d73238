namespace WalletFunctions.Shared.Reasons;

/// <content>Reasons with which a transaction ends: always stored, always final.</content>
public static partial class ReasonCatalog
{
    /// <summary>Not enough available funds.</summary>
    public static Reason InsufficientFunds => new(
        "insufficient-funds", ReasonCategory.Processing, "AM04", "The wallet has not enough available funds.", Reverse);

    /// <summary>Above the limit for one transaction.</summary>
    public static Reason AboveTransactionLimit => new(
        "above-transaction-limit", ReasonCategory.Policy, "AM02", "The amount is above the limit for one transaction.", Reverse);

    /// <summary>Above the sum of a day or month.</summary>
    public static Reason AboveCumulativeLimit => new(
        "above-cumulative-limit", ReasonCategory.Policy, "AM14", "The amount would exceed a limit of the day or the month.", Reverse);

    /// <summary>More transactions than a day or month may have.</summary>
    public static Reason AboveCountLimit => new(
        "above-count-limit", ReasonCategory.Policy, "AM14", "The transaction would be one too many for the day or the month.", Reverse);

    /// <summary>Beyond the range of 64 bits.</summary>
    public static Reason BalanceOverflow => new(
        "balance-overflow", ReasonCategory.Processing, "AM02", "The amount would take a balance out of the range that can be kept.", Reverse);

    /// <summary>No limits are defined for such a wallet.</summary>
    public static Reason LimitsUndefined => new(
        "limits-undefined", ReasonCategory.Policy, "MS03", "No limits are defined for such a wallet, so that nothing is allowed.", Reverse);

    /// <summary>Above the maximum balance.</summary>
    public static Reason AboveMaximumBalance => new(
        "above-maximum-balance", ReasonCategory.Policy, "AM14", "The credit would exceed the wallet's maximum balance.", Reverse);

    /// <summary>The wallet has another currency.</summary>
    public static Reason CurrencyMismatch => new(
        "currency-mismatch", ReasonCategory.Validation, "AM03", "The amount's currency is not the wallet's.", Reverse);

    /// <summary>The bank has not confirmed the wallet yet.</summary>
    public static Reason WalletNotOpen => new(
        "wallet-not-open", ReasonCategory.Policy, "AC06", "The bank has not confirmed the wallet yet.", Reverse);

    /// <summary>The wallet is closed.</summary>
    public static Reason WalletClosed => new(
        "wallet-closed", ReasonCategory.Policy, "AC04", "The wallet is closed.", Reverse);

    /// <summary>The wallet is blocked.</summary>
    public static Reason WalletBlocked => new(
        "wallet-blocked", ReasonCategory.Policy, "AC06", "The wallet is blocked.", Reverse);

    /// <summary>The wallet is suspended.</summary>
    public static Reason WalletSuspended => new(
        "wallet-suspended", ReasonCategory.Policy, "AC06", "The wallet is suspended.", Reverse);

    /// <summary>The source is not a wallet of the partner.</summary>
    public static Reason UnknownSourceWallet => new(
        "unknown-source-wallet", ReasonCategory.Validation, "AC01", "The source is not a wallet of this partner.", Reverse);

    /// <summary>The destination is not a wallet of the partner.</summary>
    public static Reason UnknownDestinationWallet => new(
        "unknown-destination-wallet", ReasonCategory.Validation, "AC03", "The destination is not a wallet of this partner.", Reverse);

    /// <summary>The type is not offered.</summary>
    public static Reason TypeForbidden => new(
        "type-forbidden", ReasonCategory.Policy, "AG01", "This type of transaction is not offered here.", Reverse);

    /// <summary>An event that the bank never sent.</summary>
    public static Reason BankEventUnknown => new(
        "bank-event-unknown", ReasonCategory.Validation, "MS03", "The bank has sent no such event for this partner.", Reverse);

    /// <summary>An event that says something else.</summary>
    public static Reason BankEventMismatch => new(
        "bank-event-mismatch", ReasonCategory.Validation, "MS03", "The request does not agree with the bank's event; the difference is named.", Reverse);

    /// <summary>An event that another transaction has.</summary>
    public static Reason BankEventTaken => new(
        "bank-event-taken", ReasonCategory.Processing, "AM05", "Another transaction has this event of the bank.", Reverse);

    /// <summary>Given up before it happened.</summary>
    public static Reason Canceled => new(
        "canceled", ReasonCategory.Processing, "MS03", "The transaction was given up before it happened.", Reverse);

    /// <summary>Suspected fraud.</summary>
    public static Reason FraudSuspected => new(
        "fraud-suspected", ReasonCategory.Fraud, "FRAD", "The transaction was declined.", Reverse);

    /// <summary>Declined without a reason that may be told.</summary>
    public static Reason DeclinedByBank => new(
        "declined-by-bank", ReasonCategory.Processing, "MS03", "The transaction was declined.", Reverse);

    /// <summary>A regulatory reason, where it may be told.</summary>
    public static Reason Regulatory => new(
        "regulatory-reason", ReasonCategory.Policy, "RR04", "The transaction was declined for a regulatory reason.", Reverse);
}
