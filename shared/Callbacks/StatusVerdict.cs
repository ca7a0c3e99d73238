namespace WalletFunctions.Shared.Callbacks;

/// <summary>What an HTTP status means for a callback.</summary>
public enum StatusVerdict
{
    /// <summary>2xx: the partner has it.</summary>
    Delivered,

    /// <summary>410: the partner wants nothing more at this endpoint.</summary>
    EndpointGone,

    /// <summary>Anything else: try again as scheduled.</summary>
    Retry,
}

/// <summary>
/// Reads HTTP statuses. All but 2xx and 410 are tried again, redirects and 4xx too: a callback may carry money, a wrong route or an expired
/// certificate at the partner is mended within the schedule's 31 hours, and a message given up for a passing fault of theirs is a break.
/// </summary>
public static class StatusVerdicts
{
    private const int Gone = 410;
    private const int TooManyRequests = 429;

    /// <summary>What <paramref name="statusCode"/> means.</summary>
    public static StatusVerdict Of(int statusCode) => statusCode switch
    {
        >= 200 and <= 299 => StatusVerdict.Delivered,
        Gone => StatusVerdict.EndpointGone,
        _ => StatusVerdict.Retry,
    };

    /// <summary>Whether it says that the endpoint cannot take more now (429 and 5xx), rather than that it dislikes this one request.</summary>
    public static bool SaysOverloaded(int statusCode) => statusCode is TooManyRequests or >= 500;
}
