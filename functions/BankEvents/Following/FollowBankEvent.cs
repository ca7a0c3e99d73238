using WalletFunctions.Callbacks;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Reconciliation.Breaks;

namespace WalletFunctions.BankEvents.Following;

/// <summary>
/// Looks where a delegated event stands and does what is due: applies the deadline, puts the money in suspense, or lets the bank turn a direct
/// debit away. The row is moved before anything else is done, and everything may be repeated.
/// </summary>
public sealed class FollowBankEvent(
    IBankEventStore store,
    BankEventArbiter arbiter,
    BankEventLedger ledger,
    BankEventInstructions bank,
    BankEventCallbacks callbacks,
    AbandonedClaims abandoned,
    DisputeMarks disputes,
    IBreakStore breaks,
    TimeProvider time)
{
    /// <summary>Looks once. It is over only when the event is neither open nor claimed, and everything that follows from its state is done.</summary>
    internal async Task<BankEventLook> LookAsync(BankEventOrder order, IDeliveryStarter deliveries, CancellationToken cancellationToken)
    {
        var bankEvent = await arbiter.FallDeadlineAsync(order.Partner, order.Key, cancellationToken);
        if (bankEvent.SuspendedAt is not null)
        {
            await ledger.PostOnceAsync(bankEvent, BankEventPostings.Suspend, cancellationToken);
        }

        if (bankEvent is { State: BankEventState.Open, DeadlineAt: { } deadline })
        {
            return BankEventLook.At(deadline);
        }

        if (await abandoned.TakeBackAsync(bankEvent, cancellationToken))
        {
            return BankEventLook.Again();
        }

        if (bankEvent.State == BankEventState.Claimed
            || (bankEvent.State == BankEventState.Rejected && !await IsRejectedAtBankAsync(bankEvent, order, cancellationToken)))
        {
            return BankEventLook.At(time.GetUtcNow() + order.Wait());
        }

        // The deposit may have settled since the chargeback was received.
        await disputes.MarkAsync(bankEvent, cancellationToken);
        if (bankEvent.State is BankEventState.Suspended or BankEventState.Rejected)
        {
            await callbacks.TellEndAsync(bankEvent, bankEvent.State, deliveries, cancellationToken);
        }

        await store.CloseAsync(order.Partner, order.Key, BankEventWorkKind.Course, cancellationToken);
        return BankEventLook.Ended();
    }

    private async Task<bool> IsRejectedAtBankAsync(BankEvent bankEvent, BankEventOrder order, CancellationToken cancellationToken)
    {
        var answer = await bank.AskAsync(bankEvent, BankInstructionKind.RejectDebit, isFirst: order.Looks == 0, cancellationToken);
        if (answer is BankAnswer.Rejected refused)
        {
            await breaks.OpenAsync(BankEventBreaks.NotRejected(bankEvent, refused.Code, time.GetUtcNow()), cancellationToken);
        }

        return answer.IsDefinite;
    }
}
