using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Shared.Transactions.Saga;

/// <summary>What the partner is told of a refusal by the ledger.</summary>
public static class LedgerReasons
{
    /// <summary>
    /// The refusal in the partner's words. Throws <see cref="InvalidOperationException"/> for one that no request of a partner can cause: it
    /// is a bug of ours, and the transaction must not end as if the partner had been refused.
    /// </summary>
    public static Refusal ToRefusal(LedgerRefusal refusal, TransactionOrder order) => refusal switch
    {
        InsufficientFunds funds => Refusal.For(
            ReasonCatalog.InsufficientFunds, $"The wallet {funds.Wallet} has {funds.Available} available; {funds.Required} is needed."),
        AboveTransactionLimit limit => Refusal.For(
            ReasonCatalog.AboveTransactionLimit, $"{limit.Requested} is above the {Of(limit.Direction)} limit of {limit.Limit} for one transaction."),
        AboveWindowSum window => Refusal.For(
            ReasonCatalog.AboveCumulativeLimit, $"{window.Requested} would exceed the {Of(window.Direction)} limit of {window.Limit}; {window.Used} is used."),
        AlreadyReversed reversed => OfReversed(order, reversed.By),
        PartlyRefunded => Refusal.For(ReasonCatalog.PartlyRefunded),
        RefundExceedsOriginal refund => Refusal.For(
            ReasonCatalog.RefundExceedsOriginal, $"{refund.Refunded} of {refund.Original} was refunded before; {refund.Requested} is asked for."),
        AboveWindowCount => Refusal.For(ReasonCatalog.AboveCountLimit),
        AboveMaximumBalance => Refusal.For(ReasonCatalog.AboveMaximumBalance),
        BalanceOverflow => Refusal.For(ReasonCatalog.BalanceOverflow),
        CurrencyMismatch mismatch => Refusal.For(ReasonCatalog.CurrencyMismatch, $"The wallet {mismatch.Wallet} is kept in {mismatch.Expected}."),
        WalletNotOpen wallet => OfWallet(ReasonCatalog.WalletNotOpen, wallet.Wallet),
        WalletSuspended wallet => OfWallet(ReasonCatalog.WalletSuspended, wallet.Wallet),
        WalletBlocked wallet => OfWallet(ReasonCatalog.WalletBlocked, wallet.Wallet),
        WalletClosed wallet => OfWallet(ReasonCatalog.WalletClosed, wallet.Wallet),
        LimitsUndefined wallet => OfWallet(ReasonCatalog.LimitsUndefined, wallet.Wallet),
        PostingCanceled or HoldCanceled => Refusal.For(ReasonCatalog.Canceled),
        UnknownWallet wallet => OfWallet(
            wallet.Wallet == order.Source ? ReasonCatalog.UnknownSourceWallet : ReasonCatalog.UnknownDestinationWallet, wallet.Wallet),
        _ => throw new InvalidOperationException($"The ledger refused a step of {order.Id} as no request can cause it: {refusal}."),
    };

    private static Refusal OfReversed(TransactionOrder order, TransactionId by)
    {
        var refusal = Refusal.For(ReasonCatalog.AlreadyReversed, $"{order.Original} was reversed by {by}.");
        return refusal with { ReversedBy = by };
    }

    private static Refusal OfWallet(Reason reason, WalletId wallet) => Refusal.For(reason, $"{reason.Meaning} ({wallet})");

    private static string Of(EntryDirection direction) => direction == EntryDirection.Debit ? "debit" : "credit";
}
