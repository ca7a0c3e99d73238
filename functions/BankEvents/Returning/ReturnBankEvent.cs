using WalletFunctions.Callbacks;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Reconciliation.Breaks;

namespace WalletFunctions.BankEvents.Returning;

/// <summary>
/// Sends an event's money back to its sender, after two persons said so: lets the bank send it, takes it out of suspense, and marks the event. Each
/// may be repeated.
/// </summary>
public sealed class ReturnBankEvent(
    IBankEventStore store,
    BankEventArbiter arbiter,
    BankEventLedger ledger,
    BankEventInstructions bank,
    BankEventCallbacks callbacks,
    IBreakStore breaks,
    TimeProvider time)
{
    /// <summary>Goes on once. It is over when the money is back, or the bank refused for good: then it stays in suspense, and a break is open.</summary>
    internal async Task<BankEventLook> LookAsync(BankEventOrder order, IDeliveryStarter deliveries, CancellationToken cancellationToken)
    {
        var bankEvent = await store.GetAsync(order, cancellationToken);
        if (bankEvent.State == BankEventState.Returning)
        {
            switch (await bank.AskAsync(bankEvent, BankInstructionKind.ReturnDeposit, isFirst: order.Looks == 0, cancellationToken))
            {
                case BankAnswer.Settled:
                    // The event's own course may not have come that far yet: what goes out of suspense must have come in.
                    await ledger.PostOnceAsync(bankEvent, BankEventPostings.Suspend, cancellationToken);
                    await ledger.PostOnceAsync(bankEvent, BankEventPostings.Return, cancellationToken);
                    bankEvent = await arbiter.CompleteReturnAsync(order.Partner, order.Key, cancellationToken);
                    break;
                case BankAnswer.Rejected refused:
                    await breaks.OpenAsync(BankEventBreaks.NotReturned(bankEvent, refused.Code, time.GetUtcNow()), cancellationToken);
                    await arbiter.FailReturnAsync(order.Partner, order.Key, refused.Code, cancellationToken);
                    break;
                default:
                    return BankEventLook.At(time.GetUtcNow() + order.Wait());
            }
        }

        if (bankEvent.State == BankEventState.Returned)
        {
            await callbacks.TellEndAsync(bankEvent, BankEventState.Returned, deliveries, cancellationToken);
        }

        await store.CloseAsync(order.Partner, order.Key, BankEventWorkKind.Return, cancellationToken);
        return BankEventLook.Ended();
    }
}
