using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Shared.Transactions.Saga;

namespace WalletFunctions.Transactions.Steps;

/// <summary>
/// Finds what the bank had settled for a transaction before it was instructed, once the transaction has ended without moving money. What the bank tells after the end finds that end by
/// itself, so nothing falls between: it writes its row before it looks at the transaction, and this looks for the row after the answer was written.
/// </summary>
public sealed class EarlySettlements(IOutcomeStore outcomes, BankContradictions contradictions)
{
    /// <summary>Has the money booked in suspense and a person called, if there is any; again brings nothing new. One read, of a refused transaction that the bank would have been told about.</summary>
    internal async Task ReportAsync(Transaction ended, CancellationToken cancellationToken)
    {
        var order = ended.Order;
        if (ended.Status.ReversesProvisional()
            && TransactionCourse.InstructionOf(new SagaState { Order = order, Step = SagaStep.Publish }) is not null
            && await outcomes.FindAsync(order.Partner, order.Id, OutcomePoint.Bank, cancellationToken) is { Decision: OutcomeDecision.Settled })
        {
            await contradictions.ReportEarlyAsync(order, ended.Status, cancellationToken);
        }
    }
}
