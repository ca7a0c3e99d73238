using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Shared.Transactions.Saga;

namespace WalletFunctions.Transactions.Steps;

/// <summary>Looks for what the steps of a transaction leave behind, where no history tells whether any ran.</summary>
public sealed class StepTraces(ILedgerReader ledger, IBankEventStore bankEvents, IOutcomeStore outcomes)
{
    /// <summary>Whether a step of the transaction has left anything in the ledger or on the bank's event.</summary>
    internal async Task<bool> AnyAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.BankEvent is { } key)
        {
            var bankEvent = await bankEvents.FindAsync(order.Partner, key, cancellationToken);
            return bankEvent?.Value.Transaction == order.Id;
        }

        // The verdict, which decides between the two ways, is not known: both are looked at.
        var direct = new SagaState { Order = order, Step = SagaStep.Post };
        return await HasTracesAsync(direct, cancellationToken)
            || await HasTracesAsync(direct with { Verdict = new RiskVerdict { Decision = RiskDecision.Review, Score = 0 } }, cancellationToken);
    }

    /// <summary>
    /// Whether the partner gave the transaction up before it went on, however far its cancellation came before it died: the outcome row of its course says so, or before
    /// there is one the refusal of its one posting.
    /// </summary>
    internal async Task<bool> IsGivenUpAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (await outcomes.FindAsync(order.Partner, order.Id, OutcomePoint.Course, cancellationToken) is { } course)
        {
            return course.Decision == OutcomeDecision.Canceled;
        }

        return TransactionPlan.DirectPostingOf(order) is { } posting
            && await ledger.FindPostingAsync(posting.Partition, posting.Id, cancellationToken) is { Refused: PostingCanceled };
    }

    private async Task<bool> HasTracesAsync(SagaState state, CancellationToken cancellationToken)
    {
        // No trace hangs on the date.
        var plan = TransactionPlan.Of(state, DateOnly.MinValue);
        foreach (var hold in plan.Reservations)
        {
            if (await ledger.FindHoldAsync(hold.Partner, hold.Wallet, hold.Id, cancellationToken) is not null)
            {
                return true;
            }
        }

        if (plan.Reservations.Count > 0)
        {
            return false;
        }

        var posting = plan.Postings.Single();
        return await ledger.FindPostingAsync(posting.Partition, posting.Id, cancellationToken) is not null;
    }
}
