using WalletFunctions.Hosting;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;

namespace WalletFunctions.Wallets.Opening;

/// <summary>Waits for a wallet's opening to finish: for the signal of this process, else by reading the wallet at growing intervals.</summary>
public sealed class OpeningWait(ILedgerReader reader, WalletSettings settings, TimeProvider time)
{
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMilliseconds(250);

    // Timers count whole milliseconds and may end a little early: what is left then is not worth waiting for.
    private static readonly TimeSpan Granularity = TimeSpan.FromMilliseconds(20);

    /// <summary>The wallet when it is past its opening, or as it stands when the wait is over.</summary>
    internal async Task<WalletView> WaitAsync(OpeningSignals.Waiter waiter, PartnerId partner, WalletView opening, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var interval = FirstInterval;
        while (true)
        {
            var left = settings.Transactions.SyncWait - time.GetElapsedTime(start);
            await SignalAsync(waiter, interval < left ? interval : left, cancellationToken);
            if (waiter.Told.IsCompletedSuccessfully)
            {
                return await waiter.Told;
            }

            // Once this process works on the opening its signal will most likely come: reading is the exception then.
            if (waiter.IsSeenHere && interval < LongestInterval)
            {
                interval = LongestInterval;
                continue;
            }

            var found = await reader.FindWalletAsync(partner, opening.Wallet, cancellationToken) ?? opening;
            if (found.BankStatus != WalletStatus.Opening || settings.Transactions.SyncWait - time.GetElapsedTime(start) <= Granularity)
            {
                return found;
            }

            interval = interval * 2 < LongestInterval ? interval * 2 : LongestInterval;
        }
    }

    private async Task SignalAsync(OpeningSignals.Waiter waiter, TimeSpan interval, CancellationToken cancellationToken)
    {
        if (interval > TimeSpan.Zero && !waiter.Told.IsCompleted)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(waiter.Told, Task.Delay(interval, time, stop.Token));
            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
