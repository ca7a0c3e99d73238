using WalletFunctions.Shared.Reconciliation.Breaks;

namespace WalletFunctions.Shared.Transactions.Undo;

/// <summary>When a fintech's word is a difference between the two ledgers.</summary>
public static class AcknowledgementBreaks
{
    /// <summary>The break that a word opens; null where both sides agree, or ours is not final yet.</summary>
    /// <param name="transaction">The transaction, with the word that stands.</param>
    /// <param name="said">What the fintech says now.</param>
    /// <param name="now">When it says so.</param>
    public static Break? Of(Transaction transaction, AcknowledgementOutcome said, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (transaction.Acknowledgement is { } stands && stands.Outcome != said)
        {
            return Difference(
                transaction, BreakKind.LedgerDifference, $"acknowledged {NameOf(stands.Outcome)} at {stands.At:O}", $"acknowledged {NameOf(said)} afterwards", now);
        }

        return (transaction.Status, said) switch
        {
            (TransactionStatus.Settled, AcknowledgementOutcome.Reversed) =>
                Difference(transaction, BreakKind.ReversedByFintech, "committed by the fintech: settled here", "reversed by the fintech", now),
            (var status, AcknowledgementOutcome.Committed) when status.ReversesProvisional() =>
                Difference(transaction, BreakKind.LedgerDifference, $"reversed by the fintech: {status.ToString().ToLowerInvariant()} here", "committed by the fintech", now),
            _ => null,
        };
    }

    private static Break Difference(Transaction transaction, BreakKind kind, string expected, string found, DateTimeOffset now) => new()
    {
        Id = BreakId.Of(transaction.Order.Partner, kind, transaction.Order.Id.Value),
        Kind = kind,
        Partner = transaction.Order.Partner,
        Transaction = transaction.Order.Id,
        Expected = expected,
        Found = found,
        ProposedRepair = "Compare both ledgers with the partner; reverse here, or let the partner book what it took back.",
        OpenedAt = now,
    };

    private static string NameOf(AcknowledgementOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
