using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>What is done about a kind of event: the table of the README as data.</summary>
public sealed record BankEventRule
{
    private BankEventRule(BankEventCourse course, TransactionType? answer = null, BankEventState unanswered = BankEventState.Recorded, bool carriesMoney = false) =>
        (Course, Answer, Unanswered, CarriesMoney) = (course, answer, unanswered, carriesMoney);

    /// <summary>Whose matter it is.</summary>
    public BankEventCourse Course { get; }

    /// <summary>The type of transaction that answers it; null if none may.</summary>
    public TransactionType? Answer { get; }

    /// <summary>Where an event goes that was not answered in time, or was declined: suspended or rejected; recorded for one that nobody answers.</summary>
    public BankEventState Unanswered { get; }

    /// <summary>Whether it tells of money, so that it must never be lost.</summary>
    public bool CarriesMoney { get; }

    /// <summary>Whether its money came in at the bank, so that it can go to a wallet, to suspense or back to the sender.</summary>
    public bool IsMoneyIn => Answer == TransactionType.Deposit;

    /// <summary>The rule of a kind.</summary>
    public static BankEventRule Of(BankEventType type) => type switch
    {
        BankEventType.DepositReceived or BankEventType.PaymentReturned =>
            new(BankEventCourse.Delegated, TransactionType.Deposit, BankEventState.Suspended, carriesMoney: true),
        BankEventType.ChargebackReceived => new(BankEventCourse.Delegated, TransactionType.Withdrawal, BankEventState.Suspended, carriesMoney: true),
        BankEventType.DirectDebitRequested => new(BankEventCourse.Delegated, TransactionType.Withdrawal, BankEventState.Rejected),
        BankEventType.WithdrawalSettled or BankEventType.WithdrawalRejected => new(BankEventCourse.Outcome, carriesMoney: true),
        BankEventType.WalletBlocked or BankEventType.WalletUnblocked or BankEventType.CustomerKycChanged => new(BankEventCourse.Notice),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
