namespace WalletFunctions.Shared.Risk;

/// <summary>The codes of <see cref="RiskAnswer.NoAnswer"/>: why a source said nothing usable.</summary>
public static class NoAnswerCodes
{
    /// <summary>No answer within the deadline.</summary>
    public const string Timeout = "no-answer-timeout";

    /// <summary>The connection failed, or was lost before the answer was complete.</summary>
    public const string Unreachable = "no-answer-unreachable";

    /// <summary>The source answered with an error.</summary>
    public const string Failed = "no-answer-failed";

    /// <summary>The circuit breaker is open: the source was not asked.</summary>
    public const string BreakerOpen = "no-answer-breaker-open";

    /// <summary>The source answered something that cannot be read, or that contradicts itself.</summary>
    public const string Unreadable = "no-answer-unreadable";
}
