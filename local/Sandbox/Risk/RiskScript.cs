namespace WalletFunctions.Local.Sandbox.Risk;

/// <summary>How the sandbox behaves towards one transaction.</summary>
public enum RiskScript
{
    /// <summary>Answers <c>approve</c>, score 0.</summary>
    Approve,

    /// <summary>Answers <c>decline</c>, score 95.</summary>
    Decline,

    /// <summary>Answers <c>review</c>, score 60.</summary>
    Review,

    /// <summary>Answers <c>approve</c>, but late.</summary>
    Slow,

    /// <summary>Never answers.</summary>
    Hang,

    /// <summary>Answers 200 with something that is no answer.</summary>
    Wrong,

    /// <summary>Answers <c>approve</c> about another transaction.</summary>
    WrongTransaction,

    /// <summary>Answers <c>approve</c> with more reasons than anybody reads.</summary>
    TooLong,

    /// <summary>Answers 500, every time.</summary>
    Error,

    /// <summary>Answers 500 the first time, then <c>approve</c>.</summary>
    ErrorOnce,

    /// <summary>Decides, then resets the connection before the answer, the first time; then gives the answer.</summary>
    Lost,

    /// <summary>Resets the connection, every time.</summary>
    LostAlways,
}
