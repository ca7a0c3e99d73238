namespace WalletFunctions.Local.Sandbox.Bank;

/// <summary>How the bank behaves towards one instruction, or one opening of an account.</summary>
public enum BankScript
{
    /// <summary>Does it and says so.</summary>
    Approve,

    /// <summary>Rejects it with <c>AC04</c>.</summary>
    Decline,

    /// <summary>Does it, and says so late.</summary>
    Slow,

    /// <summary>Does nothing and never answers, the first time; then as <see cref="Approve"/>. A question in between finds nothing.</summary>
    Hang,

    /// <summary>Does it, and never answers anything about it.</summary>
    HangAlways,

    /// <summary>Does it, and answers 200 with something that is no answer; a question gets the right one.</summary>
    Wrong,

    /// <summary>Does it, and says so about another instruction; a question gets the right answer.</summary>
    WrongReference,

    /// <summary>Does nothing and answers 500, the first time; then as <see cref="Approve"/>.</summary>
    ErrorOnce,

    /// <summary>Does nothing and answers 500, every time.</summary>
    Error,

    /// <summary>Does it, then resets the connection before the answer, the first time; then gives the answer.</summary>
    Lost,

    /// <summary>Does it, then resets the connection whenever it is instructed; a question gets the answer.</summary>
    LostAlways,

    /// <summary>Takes it, and settles it later.</summary>
    SettleLater,

    /// <summary>Takes it, and rejects it later with <c>AC06</c>.</summary>
    RejectLater,

    /// <summary>Takes it and forgets it: a question finds nothing; instructed again, as <see cref="Approve"/>.</summary>
    NotFoundOnce,

    /// <summary>Rejects it, and settles it later all the same.</summary>
    SettleAfterReject,

    /// <summary>Settles it, and tells later that it was rejected.</summary>
    RejectAfterSettle,

    /// <summary>Does it over one minor unit more than it was told, and says so; corrects its books later.</summary>
    OtherAmount,

    /// <summary>Does it, and never says over how much when it is asked.</summary>
    NoAmount,
}
