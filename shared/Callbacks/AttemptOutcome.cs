namespace WalletFunctions.Shared.Callbacks;

/// <summary>How one attempt ended.</summary>
public abstract record AttemptOutcome
{
    private AttemptOutcome()
    {
    }

    /// <summary>The partner answered. The status line alone counts: the answer's body is read only to keep the connection, up to a limit.</summary>
    /// <param name="StatusCode">The HTTP status, 100 to 599 in practice.</param>
    /// <param name="RetryAfter">What a <c>Retry-After</c> header asked for, counted from the answer; null without a readable one.</param>
    /// <param name="BodyBytes">How many bytes of the body were read.</param>
    /// <param name="BodyCutOff">Whether the body was longer, or slower, than we read.</param>
    public sealed record Answered(int StatusCode, TimeSpan? RetryAfter, int BodyBytes, bool BodyCutOff) : AttemptOutcome;

    /// <summary>The request was, or may have been, sent, and no answer came.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record NoAnswer(NoAnswerReason Reason) : AttemptOutcome;

    /// <summary>Nothing was sent, because it must not or could not be.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Detail">A short word more, such as which kind of address was refused; never a secret or an address.</param>
    public sealed record NotSent(NotSentReason Reason, string? Detail = null) : AttemptOutcome;

    /// <summary>A short word for rows, logs and metrics: <c>status-503</c>, <c>timeout</c>, <c>address-refused:private</c>.</summary>
    public string Word => this switch
    {
        Answered answered => FormattableString.Invariant($"status-{answered.StatusCode}"),
        NoAnswer { Reason: NoAnswerReason.Timeout } => "timeout",
        NoAnswer { Reason: NoAnswerReason.ConnectionFailed } => "connection-failed",
        NoAnswer { Reason: NoAnswerReason.NameNotResolved } => "name-not-resolved",
        NoAnswer { Reason: NoAnswerReason.SecureConnectionFailed } => "secure-connection-failed",
        NoAnswer { Reason: NoAnswerReason.ProtocolError } => "protocol-error",
        NoAnswer { Reason: NoAnswerReason.Interrupted } => "interrupted",
        NotSent { Reason: NotSentReason.AddressRefused } refused => $"address-refused:{refused.Detail}",
        NotSent { Reason: NotSentReason.UrlRefused } refused => $"url-refused:{refused.Detail}",
        NotSent { Reason: NotSentReason.NoLiveSecret } => "no-live-secret",
        NotSent { Reason: NotSentReason.CircuitOpen } => "circuit-open",
        NotSent { Reason: NotSentReason.PartnerBusy } => "partner-busy",
        _ => throw new InvalidOperationException("An outcome without a word."),
    };
}

/// <summary>Why no answer came.</summary>
public enum NoAnswerReason
{
    /// <summary>The attempt's deadline passed.</summary>
    Timeout,

    /// <summary>No connection, or it broke before the answer.</summary>
    ConnectionFailed,

    /// <summary>The endpoint's name has no address.</summary>
    NameNotResolved,

    /// <summary>TLS could not be agreed, or the certificate is not valid for the name.</summary>
    SecureConnectionFailed,

    /// <summary>What came back is not HTTP, or its headers are over the limit.</summary>
    ProtocolError,

    /// <summary>Our own process ended in the middle: nobody knows whether the partner got it.</summary>
    Interrupted,
}

/// <summary>Why nothing was sent.</summary>
public enum NotSentReason
{
    /// <summary>The endpoint's name resolves to an address we do not talk to.</summary>
    AddressRefused,

    /// <summary>The endpoint's URL itself is not allowed.</summary>
    UrlRefused,

    /// <summary>No secret of the endpoint is live, or the vault has none under its name.</summary>
    NoLiveSecret,

    /// <summary>The endpoint failed so often in a row that it is left alone for a while.</summary>
    CircuitOpen,

    /// <summary>All of the partner's places were taken, for longer than we put a callback off.</summary>
    PartnerBusy,
}
