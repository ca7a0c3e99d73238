using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Transactions.Outcomes;

namespace WalletFunctions.BankEvents;

/// <summary>
/// Gives a kept event to whose matter it is: the partner by an orchestration, a transaction as its outcome, a handler as a notice. Repeated until it
/// succeeds, by the message that comes again and by the sweeper; an event that was handled is left alone.
/// </summary>
public sealed class HandleBankEvent(
    IBankEventStore store, BankEventArbiter arbiter, IBankOutcomes outcomes, DisputeMarks disputes, IEnumerable<IBankNoticeHandler> handlers)
{
    private readonly IReadOnlyList<IBankNoticeHandler> _handlers = [.. handlers];

    /// <summary>Handles an event. An outage is an exception.</summary>
    /// <returns>What it brought about; null for one that is delegated, whose end is far away.</returns>
    internal async Task<BankEventEffect?> HandleAsync(
        BankEvent bankEvent, IBankEventStarter starter, ITransactionWaker waker, CancellationToken cancellationToken)
    {
        if (bankEvent.Course() == BankEventCourse.Delegated)
        {
            // Before the partner is told, so that whoever reads the deposit then sees it disputed.
            await disputes.MarkAsync(bankEvent, cancellationToken);

            // One that is with somebody for good has had its course.
            if (bankEvent.State is BankEventState.Open or BankEventState.Claimed)
            {
                await starter.StartAsync(bankEvent.Partner, bankEvent.Key, cancellationToken);
            }

            return null;
        }

        var effect = bankEvent.Effect ?? await ApplyAsync(bankEvent, waker, cancellationToken);
        if (bankEvent.Effect is null)
        {
            await arbiter.NoteEffectAsync(bankEvent.Partner, bankEvent.Key, effect, cancellationToken);
        }

        await store.CloseAsync(bankEvent.Partner, bankEvent.Key, BankEventWorkKind.Course, cancellationToken);
        return effect;
    }

    private Task<BankEventEffect> ApplyAsync(BankEvent bankEvent, ITransactionWaker waker, CancellationToken cancellationToken) =>
        bankEvent.Course() == BankEventCourse.Outcome
            ? ReportAsync(bankEvent, waker, cancellationToken)
            : HandlerOf(bankEvent.Type).HandleAsync(bankEvent, cancellationToken);

    private async Task<BankEventEffect> ReportAsync(BankEvent bankEvent, ITransactionWaker waker, CancellationToken cancellationToken)
    {
        var reference = BankReference.Parse(bankEvent.InstructionReference ?? throw new InvalidOperationException($"{bankEvent.Key} names no instruction."));
        if (bankEvent.Type != BankEventType.DepositReceived && reference.TryGetBankEvent(out var answered) && await store.FindAsync(bankEvent.Partner, answered, cancellationToken) is not null)
        {
            // What we told the bank about an event of its own is followed by asking: the answer to that is what counts.
            return BankEventEffect.Applied;
        }

        if (bankEvent.TakesBack is not null)
        {
            await outcomes.TakeBackAsync(bankEvent.Partner, reference, OutcomeOf(bankEvent), cancellationToken);
            return BankEventEffect.Applied;
        }

        var report = await outcomes.ReportAsync(bankEvent.Partner, reference, OutcomeOf(bankEvent), waker, cancellationToken);
        return report == BankReport.NothingNew ? BankEventEffect.Outdated : BankEventEffect.Applied;
    }

    private static BankOutcome OutcomeOf(BankEvent bankEvent) => new()
    {
        Event = bankEvent.Key,
        IsSettled = bankEvent.Type != BankEventType.WithdrawalRejected,
        Amount = bankEvent.Money(),
        Wallet = bankEvent.Wallet,
        CameIn = bankEvent.Type switch
        {
            BankEventType.DepositReceived => true,
            BankEventType.WithdrawalSettled => false,
            _ => null,
        },
        RejectionCode = bankEvent.Type == BankEventType.WithdrawalRejected ? bankEvent.ReasonCode : null,
        OccurredAt = bankEvent.OccurredAt,
    };

    private IBankNoticeHandler HandlerOf(BankEventType type) => _handlers.Where(handler => handler.Handles(type)).ToArray() is [var only]
        ? only
        : throw new InvalidOperationException($"Not one handler alone is registered for {type}.");
}
