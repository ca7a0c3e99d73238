using Microsoft.Extensions.Logging;

namespace WalletFunctions.Local.Host.Storage;

/// <summary>
/// Repeats storage calls until the storage answers: an outage delays, it does not fail. The calls must be safe to repeat when an answer was lost. What the
/// storage refuses is thrown at once.
/// </summary>
public sealed partial class StorageRetry(TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Makes a call until it is answered.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var pause = FirstPause;
        long? firstFailure = null;
        while (true)
        {
            try
            {
                var answer = await call(cancellationToken);
                if (firstFailure is { } since)
                {
                    var outageMs = (long)clock.GetElapsedTime(since).TotalMilliseconds;
                    LogAnswers(logger, outageMs);
                }

                return answer;
            }
            catch (Exception outage) when (StorageOutage.Explains(outage, cancellationToken))
            {
                if (firstFailure is null)
                {
                    firstFailure = clock.GetTimestamp();
                    LogOutage(logger, outage.Message);
                }
            }

            await Task.Delay(pause, clock, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>Makes a call until it is answered.</summary>
    public Task RunAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken)
        => RunAsync(
            async cancellation =>
            {
                await call(cancellation);
                return true;
            },
            cancellationToken);

    [LoggerMessage(EventId = 1201, Level = LogLevel.Warning, Message = "The storage does not answer, so this waits until it does: {Reason}")]
    private static partial void LogOutage(ILogger logger, string reason);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Information, Message = "The storage answers again, after {OutageMs} ms")]
    private static partial void LogAnswers(ILogger logger, long outageMs);
}
