namespace WalletFunctions.Shared.BankEvents;

/// <summary>Whose matter an event is.</summary>
public enum BankEventCourse
{
    /// <summary>The partner's: it answers with a transaction of its own.</summary>
    Delegated,

    /// <summary>A transaction's: it is what the bank made of an instruction of ours.</summary>
    Outcome,

    /// <summary>A handler's, at once: a status or a fact about a customer.</summary>
    Notice,
}
