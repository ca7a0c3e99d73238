using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Risk;

namespace WalletFunctions.Shared.Transactions.Saga;

/// <summary>Which of the ways through the saga a transaction takes: told by its order, its claim on the bank's event and the verdict about it.</summary>
public static class TransactionCourse
{
    /// <summary>Whether a person must decide first.</summary>
    public static bool NeedsReview(SagaState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Verdict?.Decision == RiskDecision.Review;
    }

    /// <summary>What the bank is told to do; null where nothing crosses its edge, or has crossed it already. Ask only once the event, if there is one, is claimed.</summary>
    public static BankInstructionKind? InstructionOf(SagaState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Order switch
        {
            { Type: TransactionType.Withdrawal, BankEvent: null } => BankInstructionKind.Payout,
            { Type: TransactionType.Withdrawal } => state.EventClaim?.Type == BankEventType.DirectDebitRequested ? BankInstructionKind.AcceptDebit : null,
            { Type: TransactionType.Deposit, BankEvent: null } => BankInstructionKind.Collection,
            { Type: TransactionType.Reversal or TransactionType.Refund, Source: not null, Destination: null } => BankInstructionKind.ReturnDeposit,
            _ => null,
        };
    }

    /// <summary>Whether everything is reserved before anything is posted: because it takes two postings, or because somebody else decides in between.</summary>
    public static bool MustReserve(SagaState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Order.CrossesPartitions() || NeedsReview(state) || InstructionOf(state) is not null;
    }
}
