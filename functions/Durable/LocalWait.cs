namespace WalletFunctions.Durable;

/// <summary>Waits for an end that a durable course brings about: for the signal of this process, else by reading at growing intervals.</summary>
/// <param name="longest">How long is waited.</param>
/// <param name="time">The clock.</param>
internal sealed class LocalWait(TimeSpan longest, TimeProvider time)
{
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMilliseconds(250);

    // Timers count whole milliseconds and may end a little early: what is left then is not worth waiting for, and waiting for it would be a loop of reads.
    private static readonly TimeSpan Granularity = TimeSpan.FromMilliseconds(20);

    /// <summary>The end as it was told or found, or how it stands when the wait is over.</summary>
    /// <param name="waiter">The wait, begun before what brings the end was started or read.</param>
    /// <param name="isToldEnough">Whether what was told ends the wait. There is one signal for a wait: after another, the end is found by reading.</param>
    /// <param name="readAsync">Reads how it stands.</param>
    /// <param name="isFoundEnough">Whether what was read ends the wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<TEnd> WaitAsync<TKey, TEnd>(
        LocalSignals<TKey, TEnd>.Waiter waiter,
        Func<TEnd, bool> isToldEnough,
        Func<CancellationToken, Task<TEnd>> readAsync,
        Func<TEnd, bool> isFoundEnough,
        CancellationToken cancellationToken)
        where TKey : struct
        where TEnd : class
    {
        var start = time.GetTimestamp();
        var interval = FirstInterval;
        while (true)
        {
            if (await ToldAsync() is { } before)
            {
                return before;
            }

            await PauseAsync(waiter.Told, Shorter(interval, longest - time.GetElapsedTime(start)), cancellationToken);
            if (await ToldAsync() is { } told)
            {
                return told;
            }

            // Once this process works on it its signal will most likely come: reading is the exception then.
            if (waiter.IsSeenHere && interval < LongestInterval)
            {
                interval = LongestInterval;
                continue;
            }

            // The read after the last moment is for an end that another process brought meanwhile.
            var left = longest - time.GetElapsedTime(start);
            var found = await readAsync(cancellationToken);
            if (isFoundEnough(found) || left <= Granularity)
            {
                return found;
            }

            interval = Shorter(interval * 2, LongestInterval);
        }

        async Task<TEnd?> ToldAsync() => waiter.Told.IsCompleted && await waiter.Told is var told && isToldEnough(told) ? told : null;
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private async Task PauseAsync(Task told, TimeSpan interval, CancellationToken cancellationToken)
    {
        if (interval <= TimeSpan.Zero)
        {
            return;
        }

        if (told.IsCompleted)
        {
            await Task.Delay(interval, time, cancellationToken);
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(told, Task.Delay(interval, time, stop.Token));
        await stop.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
