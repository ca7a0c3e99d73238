using Microsoft.Extensions.Logging;
using WalletFunctions.Partners;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;

namespace WalletFunctions.Callbacks.Sweep;

/// <summary>
/// Looks after callbacks that are long due and that nobody drives: recorded and never started, or their orchestration failed or was terminated.
/// Starting one that is driven changes nothing.
/// </summary>
public sealed partial class CallbackSweeper(
    ICallbackStore store, IPartnerStore partners, TimeProvider clock, ILogger<CallbackSweeper> logger)
{
    /// <summary>How long a callback must be due before the sweeper looks after it.</summary>
    public static readonly TimeSpan Overdue = TimeSpan.FromMinutes(5);

    /// <summary>The most callbacks of one partner and state that one sweep reads, oldest first.</summary>
    public const int MaximumRead = 5_000;

    /// <summary>Looks after every partner's callbacks.</summary>
    internal Task SweepAsync(IDeliveryStarter starter, CancellationToken cancellationToken) =>
        partners.ForEachAsync(partner => SweepAsync(partner, starter, cancellationToken), cancellationToken);

    private async Task SweepAsync(PartnerId partner, IDeliveryStarter starter, CancellationToken cancellationToken)
    {
        await SweepAsync(partner, CallbackState.Pending, starter, cancellationToken);
        await SweepAsync(partner, CallbackState.Delivering, starter, cancellationToken);
    }

    private async Task SweepAsync(PartnerId partner, CallbackState state, IDeliveryStarter starter, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Overdue;
        CallbackCursor? cursor = null;
        var read = 0;
        do
        {
            var page = await store.ListAsync(
                partner, new CallbackQuery(state, null, before, CallbackQuery.MaximumLimit, cursor), cancellationToken);
            foreach (var callback in page.Items)
            {
                if (callback.DueAt < before && await IsNextOfItsWalletAsync(callback, cancellationToken))
                {
                    LogStarted(logger, callback.Id, callback.Run);
                    await starter.StartAsync(callback, cancellationToken);
                }
            }

            read += page.Items.Count;
            cursor = page.Next;
        }
        while (cursor is not null && read < MaximumRead);
    }

    // One that is rightly behind another is woken by it, or found here once that one is through.
    private async Task<bool> IsNextOfItsWalletAsync(Callback callback, CancellationToken cancellationToken) =>
        !callback.KeepsOrder
        || await store.FindAsync(callback.Partner, callback.PredecessorId!.Value, cancellationToken) is not { Callback.State: var state }
        || state.IsFinal();

    [LoggerMessage(4002, LogLevel.Information, "Callback {CallbackId} is long due: run {Run} is started, unless it runs")]
    private static partial void LogStarted(ILogger logger, CallbackId callbackId, int run);
}
