namespace WalletFunctions.Shared.Banking;

/// <summary>Why nothing definite came from the bank.</summary>
public static class UnclearCodes
{
    /// <summary>No answer within the deadline.</summary>
    public const string Timeout = "timeout";

    /// <summary>No connection, or it was lost before the answer.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>Not asked at all: it failed too often just now.</summary>
    public const string BreakerOpen = "breaker-open";

    /// <summary>An answer that says that the bank could not answer.</summary>
    public const string Failed = "failed";

    /// <summary>An answer that is not what was agreed.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>An answer about another amount or currency than was instructed: a break is open.</summary>
    public const string AmountMismatch = "amount-mismatch";

    /// <summary>The bank has this reference for another instruction: a bug, for a person.</summary>
    public const string ReferenceReused = "reference-reused";
}
