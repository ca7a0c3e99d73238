using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>Why the ledger refused a command: one case per rule, with the wallet and the numbers. Each case has exactly one reason code, and one ISO 20022 reason.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "code")]
[JsonDerivedType(typeof(UnknownWallet), UnknownWallet.ReasonCode)]
[JsonDerivedType(typeof(WalletExists), WalletExists.ReasonCode)]
[JsonDerivedType(typeof(WalletNotOpen), WalletNotOpen.ReasonCode)]
[JsonDerivedType(typeof(WalletSuspended), WalletSuspended.ReasonCode)]
[JsonDerivedType(typeof(WalletBlocked), WalletBlocked.ReasonCode)]
[JsonDerivedType(typeof(WalletClosed), WalletClosed.ReasonCode)]
[JsonDerivedType(typeof(InsufficientFunds), InsufficientFunds.ReasonCode)]
[JsonDerivedType(typeof(CurrencyMismatch), CurrencyMismatch.ReasonCode)]
[JsonDerivedType(typeof(AboveTransactionLimit), AboveTransactionLimit.ReasonCode)]
[JsonDerivedType(typeof(AboveWindowSum), AboveWindowSum.ReasonCode)]
[JsonDerivedType(typeof(AboveWindowCount), AboveWindowCount.ReasonCode)]
[JsonDerivedType(typeof(AboveMaximumBalance), AboveMaximumBalance.ReasonCode)]
[JsonDerivedType(typeof(LimitsUndefined), LimitsUndefined.ReasonCode)]
[JsonDerivedType(typeof(BalanceOverflow), BalanceOverflow.ReasonCode)]
[JsonDerivedType(typeof(InvalidAmount), InvalidAmount.ReasonCode)]
[JsonDerivedType(typeof(Unbalanced), Unbalanced.ReasonCode)]
[JsonDerivedType(typeof(TooFewLines), TooFewLines.ReasonCode)]
[JsonDerivedType(typeof(TooManyLines), TooManyLines.ReasonCode)]
[JsonDerivedType(typeof(TooManyRows), TooManyRows.ReasonCode)]
[JsonDerivedType(typeof(ForeignWallet), ForeignWallet.ReasonCode)]
[JsonDerivedType(typeof(InvalidCommand), InvalidCommand.ReasonCode)]
[JsonDerivedType(typeof(PostingIdReused), PostingIdReused.ReasonCode)]
[JsonDerivedType(typeof(PostingCanceled), PostingCanceled.ReasonCode)]
[JsonDerivedType(typeof(UnknownPosting), UnknownPosting.ReasonCode)]
[JsonDerivedType(typeof(AlreadyReversed), AlreadyReversed.ReasonCode)]
[JsonDerivedType(typeof(PartlyRefunded), PartlyRefunded.ReasonCode)]
[JsonDerivedType(typeof(RefundExceedsOriginal), RefundExceedsOriginal.ReasonCode)]
[JsonDerivedType(typeof(HoldIdReused), HoldIdReused.ReasonCode)]
[JsonDerivedType(typeof(HoldCanceled), HoldCanceled.ReasonCode)]
[JsonDerivedType(typeof(UnknownHold), UnknownHold.ReasonCode)]
[JsonDerivedType(typeof(HoldNotActive), HoldNotActive.ReasonCode)]
[JsonDerivedType(typeof(HoldNotExpired), HoldNotExpired.ReasonCode)]
[JsonDerivedType(typeof(CaptureExceedsHold), CaptureExceedsHold.ReasonCode)]
[JsonDerivedType(typeof(StaleVersion), StaleVersion.ReasonCode)]
[JsonDerivedType(typeof(IllegalStatusChange), IllegalStatusChange.ReasonCode)]
[JsonDerivedType(typeof(WalletNotEmpty), WalletNotEmpty.ReasonCode)]
public abstract record LedgerRefusal
{
    private protected LedgerRefusal()
    {
    }

    /// <summary>The reason code, as every answer, log and document names it.</summary>
    [JsonIgnore]
    public abstract string Code { get; }

    /// <summary>The reason of ISO 20022's external code set.</summary>
    [JsonIgnore]
    public abstract string IsoReason { get; }
}
