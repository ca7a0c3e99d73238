using WalletFunctions.Events;
using WalletFunctions.Partners;
using WalletFunctions.Shared.Events;
using WalletFunctions.Shared.InDoubt;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Shared.Transactions.Undo;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions.Steps;

/// <summary>Publishes what a transaction did, then takes it off the list of open ones: at least once, in this order.</summary>
public sealed class PublishStep(
    ITransactionStore store,
    RecentTransactions recent,
    WalletEventPublisher publisher,
    EarlySettlements early,
    PartnerDirectory partners,
    IBreakStore breaks,
    TimeProvider time)
{
    /// <summary>Publishes the events of the transaction.</summary>
    public async Task<StepOutcome> RunAsync(StepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var order = input.State.Order;

        // What this process wrote last may be the claim alone: the answer can be another process's, or a write of ours that seemed lost.
        var known = recent.Recall(order.Id) is { Value.Answer: not null } answered ? answered : null;
        var transaction = known ?? await store.FindAsync(order.Partner, order.Id, cancellationToken)
            ?? throw new InvalidOperationException($"The claim of {order.Id} is not there.");
        await PublishAsync(transaction.Value, cancellationToken);
        return StepOutcome.Done();
    }

    /// <summary>Publishes the events of an answered transaction.</summary>
    public async Task PublishAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        await CompareAsync(transaction, cancellationToken);
        await early.ReportAsync(transaction, cancellationToken);
        await publisher.PublishAsync(TransactionEvents.Of(transaction), cancellationToken);
        await store.CloseAsync(transaction.Order.Partner, transaction.Order.Id, await DueAtAsync(transaction, cancellationToken), cancellationToken);
        recent.Forget(transaction.Order.Id);
    }

    // What the fintech said before there was an answer to agree with is compared with the answer here: it will not say it again.
    private async Task CompareAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        if (transaction.Acknowledgement is { } said && AcknowledgementBreaks.Of(transaction, said.Outcome, time.GetUtcNow()) is { } difference)
        {
            await breaks.OpenAsync(difference, cancellationToken);
        }
    }

    // When the fintech is asked what it did on its own side; null where nobody misses that.
    private async Task<DateTimeOffset?> DueAtAsync(Transaction transaction, CancellationToken cancellationToken) =>
        !InDoubtDecision.IsAgreed(transaction)
        && (await partners.GetAsync(transaction.Order.Partner, cancellationToken)).Settings.AcknowledgementDueSeconds is { } seconds
            ? transaction.UpdatedAt.AddSeconds(seconds)
            : null;
}
