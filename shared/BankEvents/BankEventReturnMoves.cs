using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>
/// The moves of an event whose money goes back to its sender, pure. It takes two persons, and money that came in and lies in suspense; until the
/// second one approves, a late claim may still have it.
/// </summary>
public static class BankEventReturnMoves
{
    /// <summary>
    /// Proposes to send the money back. The same person may propose it again. Refused with <c>bank-event-not-returnable</c>, or
    /// <c>return-proposed-already</c> by somebody else.
    /// </summary>
    public static Result<BankEvent> Propose(BankEvent bankEvent, OperatorId by, string reason, DateTimeOffset now)
    {
        if (bankEvent.Return is { } proposed && proposed.ProposedBy == by && proposed.RejectedCode is null)
        {
            return new Result<BankEvent>.Accepted(bankEvent);
        }

        return !IsReturnable(bankEvent) ? Refused(ReasonCatalog.BankEventNotReturnable)
            : bankEvent.Return is not null ? Refused(ReasonCatalog.ReturnProposedAlready)
            : new Result<BankEvent>.Accepted(bankEvent with { Return = new BankEventReturn { ProposedBy = by, ProposedAt = now, Reason = reason } });
    }

    /// <summary>
    /// Approves it: from here on no transaction can claim the event. The same person may approve it again. Refused with
    /// <c>bank-event-not-returnable</c>, <c>return-not-proposed</c>, or <c>second-person-required</c>.
    /// </summary>
    public static Result<BankEvent> Approve(BankEvent bankEvent, OperatorId by, DateTimeOffset now)
    {
        if (bankEvent.Return is not { } proposed)
        {
            return Refused(IsReturnable(bankEvent) ? ReasonCatalog.ReturnNotProposed : ReasonCatalog.BankEventNotReturnable);
        }

        if (proposed.ProposedBy == by)
        {
            return Refused(ReasonCatalog.SecondPersonRequired);
        }

        return bankEvent.State is BankEventState.Returning or BankEventState.Returned && proposed.ApprovedBy == by
            ? new Result<BankEvent>.Accepted(bankEvent)
            : !IsReturnable(bankEvent) ? Refused(ReasonCatalog.BankEventNotReturnable)
            : new Result<BankEvent>.Accepted(bankEvent with
            {
                State = BankEventState.Returning,
                Return = proposed with { ApprovedBy = by, ApprovedAt = now },
            });
    }

    /// <summary>The money is back with the sender, and out of suspense; null if the event is not on that way.</summary>
    public static BankEvent? Complete(BankEvent bankEvent) => bankEvent.State == BankEventState.Returning
        ? bankEvent with { State = BankEventState.Returned }
        : null;

    /// <summary>The bank will not send the money back: it stays in suspense; null if the event is not on that way.</summary>
    public static BankEvent? Fail(BankEvent bankEvent, string code) => bankEvent.State == BankEventState.Returning
        ? bankEvent with { State = BankEventState.Suspended, Return = bankEvent.Return! with { RejectedCode = code } }
        : null;

    private static bool IsReturnable(BankEvent bankEvent) =>
        bankEvent.State == BankEventState.Suspended && BankEventRule.Of(bankEvent.Type).IsMoneyIn && bankEvent.Return?.RejectedCode is null;

    private static Result<BankEvent>.Refused Refused(Reason reason) => new(Refusal.For(reason));
}
