using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;

namespace WalletFunctions.Shared.InDoubt;

/// <summary>What is done about a transaction whose acknowledgement is missing: pure.</summary>
public static class InDoubtDecision
{
    /// <summary>Whether the fintech is to be asked about a transaction: it is final, and what the fintech did with it is not known.</summary>
    public static bool IsMissed(Transaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Acknowledgement is null && Expected(transaction.Status) is not null;
    }

    /// <summary>Whether nothing is left to be done: the fintech has said that it did what our answer told it.</summary>
    public static bool IsAgreed(Transaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Acknowledgement is { Outcome: var outcome }
            && Expected(transaction.Status) is { } expected
            && (outcome == expected || transaction.ReversedBy is not null);
    }

    /// <summary>What follows from the fintech's answer.</summary>
    /// <param name="transaction">As it stands here.</param>
    /// <param name="answer">What the fintech says; what it acknowledged by itself counts before it.</param>
    /// <param name="asked">How often it was asked before this time without a usable answer.</param>
    /// <param name="settings">What is set for the partner.</param>
    /// <param name="now">The time.</param>
    public static InDoubtAction Decide(
        Transaction transaction, FintechAnswer answer, int asked, PartnerSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(settings);
        if (Expected(transaction.Status) is not { } expected)
        {
            return new InDoubtAction.Drop();
        }

        if ((transaction.Acknowledgement?.Outcome ?? (answer as FintechAnswer.Ended)?.Outcome) is not { } outcome)
        {
            return AskSchedule.After(asked + 1) is { } wait ? new InDoubtAction.AskAgain(now + wait, asked + 1) : new InDoubtAction.GiveUp();
        }

        if (outcome == expected || transaction.ReversedBy is not null)
        {
            // What was reversed here was asked for by the fintech, which has both bookings or neither.
            return new InDoubtAction.Record(outcome);
        }

        return outcome == AcknowledgementOutcome.Reversed
            ? new InDoubtAction.Disagree(outcome, BreakKind.ReversedByFintech, RepairOf(transaction.Order.Type, settings))
            : new InDoubtAction.Disagree(outcome, BreakKind.LedgerDifference, ReversalRepair.None);
    }

    // What the fintech must have done by our answer; null while there is no final one.
    private static AcknowledgementOutcome? Expected(TransactionStatus status) => status switch
    {
        TransactionStatus.Settled or TransactionStatus.Reversed or TransactionStatus.Disputed => AcknowledgementOutcome.Committed,
        TransactionStatus.Declined or TransactionStatus.Failed or TransactionStatus.Canceled => AcknowledgementOutcome.Reversed,
        _ => null,
    };

    // Money that crossed the bank's edge is nobody's to take back without being asked.
    private static ReversalRepair RepairOf(TransactionType type, PartnerSettings settings) => type switch
    {
        TransactionType.Transfer or TransactionType.Payment when settings.ReversesAutomatically => ReversalRepair.Automatic,
        TransactionType.Transfer or TransactionType.Payment or TransactionType.Fee or TransactionType.Deposit => ReversalRepair.AskFintech,
        _ => ReversalRepair.None,
    };
}
