using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Shared.Transactions.Saga;

namespace WalletFunctions.Transactions.Steps;

/// <summary>Decides that a transaction with a long course goes on, unless it was given up before: from here on it cannot be.</summary>
public sealed class ProceedStep(ClaimChanges claims, IOutcomeStore outcomes, TimeProvider time)
{
    /// <summary>Decides; refused with <c>canceled</c> if the partner was first.</summary>
    public async Task<StepOutcome> RunAsync(StepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var order = input.State.Order;
        var now = time.GetUtcNow();
        var proceed = new Outcome { Decision = OutcomeDecision.Proceed, By = StatusChange.BySaga, At = now };
        var stands = await outcomes.DecideAsync(order.Partner, order.Id, OutcomePoint.Course, proceed, cancellationToken);
        if (stands.Decision == OutcomeDecision.Canceled)
        {
            return StepOutcome.Canceled();
        }

        if (TransactionCourse.InstructionOf(input.State) is not null)
        {
            await claims.ChangeAsync(order, claim => Process(claim, now), cancellationToken);
        }

        // What was held for a review is booked on the day on which it may go on, not on the day on which it was held.
        return StepOutcome.Done() with { BookingDate = input.State.BookingDate is null ? null : order.BusinessDateAt(stands.At) };
    }

    // A later run finds it processed already.
    private static StatusMove? Process(Transaction claim, DateTimeOffset now) => claim.Status is TransactionStatus.Initiated or TransactionStatus.Review
        ? TransactionLifecycle.Advance(claim, TransactionStatus.Processed, "reserved; the bank is told", now)
        : null;
}
