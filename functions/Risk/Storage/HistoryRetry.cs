using Azure;

namespace WalletFunctions.Risk.Storage;

/// <summary>When and how long a history's write is tried again, after the client's own retries.</summary>
internal static class HistoryRetry
{
    /// <summary>The most attempts of one write, conflicts included.</summary>
    public const int MaxAttempts = 8;

    private const int FirstDelayMs = 20;

    /// <summary>Whether trying again may help: the service was busy, failed, or did not answer.</summary>
    public static bool MayHelp(RequestFailedException failed) => failed.Status is 0 or 408 or 429 or >= 500;

    /// <summary>The wait after an attempt: doubling, 20 ms to about 1.3 s.</summary>
    public static TimeSpan Delay(int attempt) => TimeSpan.FromMilliseconds(FirstDelayMs << (attempt - 1));
}
