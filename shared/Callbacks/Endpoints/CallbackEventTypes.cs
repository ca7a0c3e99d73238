namespace WalletFunctions.Shared.Callbacks.Endpoints;

/// <summary>
/// Every type of event that a partner can be told of: a pattern that none of them fits is a misspelling, and would silently get nothing.
/// </summary>
public static class CallbackEventTypes
{
    /// <summary>The types, as they stand in <c>Callback.EventType</c>.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "wallet.opened",
        "wallet.opening-failed",
        "wallet.credited",
        "wallet.debited",
        "wallet.status-changed",
        "customer.kyc-changed",
        "transaction.completed",
        "transaction.declined",
        "transaction.failed",
        "transaction.canceled",
        "transaction.processed",
        "transaction.review",
        "transaction.reversed",
        TransactionReversalRequested,
        "session.completed",
        "session.declined",
        "session.failed",
        "session.reversed",
        "deposit.received",
        "payment.returned",
        "direct-debit.requested",
        "chargeback.received",
        "bank-event.rejected",
        "bank-event.suspended",
        "bank-event.returned",
    ];

    /// <summary>Asks the partner for its own reversal of a transaction that stands reversed in its ledger and settled in ours.</summary>
    public const string TransactionReversalRequested = "transaction.reversal-requested";

    /// <summary>Whether any type is asked for by <paramref name="pattern"/>.</summary>
    public static bool AnyMatches(string pattern) => All.Any(type => EventTypePattern.Matches(pattern, type));
}
