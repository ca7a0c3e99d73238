using WalletFunctions.Json;
using WalletFunctions.Shared.InDoubt;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;

namespace WalletFunctions.InDoubt;

/// <summary>What is told of a transaction that the two sides do not have alike.</summary>
internal static class DoubtBreaks
{
    /// <summary>The fintech did something else than our answer said.</summary>
    internal static Break Disagreement(Transaction transaction, InDoubtAction.Disagree it, DateTimeOffset now) => New(
        transaction,
        it.Kind,
        $"The fintech has what is {WireName.Of(transaction.Status)} here.",
        $"The fintech has {WireName.Of(it.Outcome)} it.",
        it.Repair switch
        {
            ReversalRepair.Automatic => "It is being reversed here, as the partner has agreed to.",
            ReversalRepair.AskFintech => "The fintech is asked for its own reversal; close this when it has settled.",
            _ when it.Outcome == AcknowledgementOutcome.Committed => "The fintech takes its booking back.",
            _ => "The fintech books it again, from its watermark.",
        },
        now);

    /// <summary>The fintech never said what it did.</summary>
    internal static Break Unacknowledged(Transaction transaction, DateTimeOffset now) => New(
        transaction,
        BreakKind.Unacknowledged,
        $"The fintech says what became of what is {WireName.Of(transaction.Status)} here.",
        $"It was asked {AskSchedule.Questions} times and does not say.",
        "Ask the fintech by another way, and compare the wallets' watermarks.",
        now);

    private static Break New(Transaction transaction, BreakKind kind, string expected, string found, string repair, DateTimeOffset now) => new()
    {
        Id = BreakId.Of(transaction.Order.Partner, kind, transaction.Order.Id.Value),
        Kind = kind,
        Partner = transaction.Order.Partner,
        Wallet = transaction.Order.Source ?? transaction.Order.Destination,
        Transaction = transaction.Order.Id,
        Expected = expected,
        Found = found,
        ProposedRepair = repair,
        OpenedAt = now,
    };
}
