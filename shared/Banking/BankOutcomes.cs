using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Shared.Transactions.Saga;

namespace WalletFunctions.Shared.Banking;

/// <summary>
/// What the bank tells by itself about our instructions. The insert-only row of <see cref="OutcomePoint.Bank"/> decides between this and what the transaction finds out by asking: the first
/// one stands. A settlement that comes after a rejection stood, or after the transaction was given up, is booked in suspense, and a person repairs it.
/// </summary>
/// <remarks>
/// Every step has a deterministic key and is repeated as a whole: whoever calls this keeps the bank's message until it returns. A crash after the row leaves a transaction that is not woken (its
/// own timer finds the row); one after the posting leaves money in suspense without a break; both are mended when the message comes again.
/// </remarks>
public sealed partial class BankOutcomes(
    ITransactionStore transactions, IOutcomeStore outcomes, LateSettlements late, IBreakStore breaks, TimeProvider time) : IBankOutcomes
{
    /// <inheritdoc/>
    public async Task<BankReport> ReportAsync(
        PartnerId partner, BankReference reference, BankOutcome outcome, ITransactionWaker waker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(waker);
        var breakOf = new OutcomeBreaks(partner, reference, outcome, time.GetUtcNow());
        if (!reference.TryGetTransaction(out var id) || (await transactions.FindAsync(partner, id, cancellationToken))?.Value is not { } found)
        {
            return await BreakAsync(breakOf.UnknownReference(null), BankReport.Broken, cancellationToken);
        }

        if (!CrossesEdge(found.Order))
        {
            return await BreakAsync(breakOf.UnknownReference(found.Order), BankReport.Broken, cancellationToken);
        }

        if (!Agrees(found.Order, outcome))
        {
            return await BreakAsync(breakOf.Mismatch(found.Order), BankReport.Broken, cancellationToken);
        }

        var course = await outcomes.FindAsync(partner, id, OutcomePoint.Course, cancellationToken);

        // What is not that far finds the row when it gets there, and instructs nothing; where it does not get there, its end finds the row.
        return course?.Decision == OutcomeDecision.Proceed || (course is null && !found.Status.IsFinal() && WillInstruct(found.Order))
            ? await DecideAsync(found, outcome, waker, breakOf, cancellationToken)
            : await TakeUninstructedAsync(found, course, outcome, breakOf, cancellationToken);
    }

    // The instruction was given, or is about to be, or would be: the row decides whose word stands.
    private async Task<BankReport> DecideAsync(
        Transaction found, BankOutcome outcome, ITransactionWaker waker, OutcomeBreaks breakOf, CancellationToken cancellationToken)
    {
        var order = found.Order;
        var proposed = ProposalOf(outcome);
        var standing = await outcomes.DecideAsync(order.Partner, order.Id, OutcomePoint.Bank, proposed, cancellationToken);
        if (standing.Decision != proposed.Decision)
        {
            return outcome.IsSettled
                ? await SettleLateAsync(order, breakOf, cancellationToken)
                : await BreakAsync(breakOf.RejectedAfterSettlement(order), BankReport.Broken, cancellationToken);
        }

        // Read again: the transaction may have ended while the row was written, and then nobody will look at it.
        var now = (await transactions.FindAsync(order.Partner, order.Id, cancellationToken))?.Value ?? found;
        if (outcome.IsSettled && now.Status.ReversesProvisional())
        {
            return await SettleLateAsync(order, breakOf, cancellationToken);
        }

        if (!now.Status.IsFinal())
        {
            await waker.WakeAsync(now.Order, cancellationToken);
        }

        return standing == proposed ? BankReport.Decided : BankReport.NothingNew;
    }

    // The instruction is never given: the transaction was given up or declined before, or needs none.
    private async Task<BankReport> TakeUninstructedAsync(
        Transaction found, Outcome? course, BankOutcome outcome, OutcomeBreaks breakOf, CancellationToken cancellationToken)
    {
        var isGivenUp = course?.Decision == OutcomeDecision.Canceled || found.Status.ReversesProvisional();
        if (!outcome.IsSettled)
        {
            return isGivenUp ? BankReport.NothingNew : await BreakAsync(breakOf.UnknownReference(found.Order), BankReport.Broken, cancellationToken);
        }

        return isGivenUp
            ? await SettleLateAsync(found.Order, breakOf, cancellationToken)
            : await BreakAsync(breakOf.UnknownReference(found.Order), BankReport.Broken, cancellationToken);
    }

    private async Task<BankReport> SettleLateAsync(TransactionOrder order, OutcomeBreaks breakOf, CancellationToken cancellationToken) =>
        await BreakAsync(breakOf.SettledAfterRelease(order, await late.BookAsync(order, cancellationToken)), BankReport.SettledLate, cancellationToken);

    private async Task<BankReport> BreakAsync(Break found, BankReport report, CancellationToken cancellationToken) =>
        await breaks.OpenAsync(found, cancellationToken) ? report : BankReport.NothingNew;

    // What one of our instructions can have been given for; money that answers an event of the bank crosses its edge by that event.
    private static bool CrossesEdge(TransactionOrder order) => order switch
    {
        { Type: TransactionType.Withdrawal or TransactionType.Deposit } => true,
        { Type: TransactionType.Reversal or TransactionType.Refund, Source: not null, Destination: null } => true,
        _ => false,
    };

    private static bool WillInstruct(TransactionOrder order) => TransactionCourse.InstructionOf(new SagaState { Order = order, Step = SagaStep.Instruct }) is not null;

    private static bool Agrees(TransactionOrder order, BankOutcome outcome) =>
        order.Amount == outcome.Amount
        && (outcome.CameIn is not { } cameIn || cameIn == (order.Type == TransactionType.Deposit))
        && (outcome.Wallet is not { } wallet || wallet == order.Source || wallet == order.Destination);

    // Equal for every repetition of the same event, so that a repeated report finds its own row.
    private static Outcome ProposalOf(BankOutcome outcome) => new()
    {
        Decision = outcome.IsSettled ? OutcomeDecision.Settled : OutcomeDecision.Rejected,
        By = "bank",
        At = outcome.OccurredAt,
        Why = outcome.RejectionCode is { } code ? $"{outcome.Event} ({code})" : outcome.Event.Value,
        ReasonCode = outcome.IsSettled ? null : BankRejections.ReasonOf(outcome.RejectionCode ?? string.Empty).Code,
        BankReference = outcome.Event.Value,
    };
}
