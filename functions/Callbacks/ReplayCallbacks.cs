using WalletFunctions.Callbacks.Routes;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Callbacks;

/// <summary>Starts callbacks again that had come to their end, by an operator. Idempotent by the replay's id.</summary>
public sealed class ReplayCallbacks(ICallbackStore callbacks, TimeProvider clock)
{
    /// <summary>How often it looks again when somebody else changed the callback under it.</summary>
    public const int MaximumConflicts = 32;

    /// <summary>How many callbacks one call replays before it answers.</summary>
    public const int MaximumOfOneCall = 1_000;

    /// <summary>The callback in its new run, to be driven again; null when there is none of that id, or it is still on its way.</summary>
    public async Task<Callback?> OneAsync(PartnerId partner, CallbackId id, string replayId, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MaximumConflicts; conflicts++)
        {
            if (await callbacks.FindAsync(partner, id, cancellationToken) is not { } stored
                || CallbackLifecycle.Replay(stored.Callback, replayId, clock.GetUtcNow()) is not { } replayed)
            {
                return null;
            }

            if (replayed == stored.Callback || await callbacks.SaveAsync(stored, replayed, [], cancellationToken) is not null)
            {
                return replayed;
            }
        }

        throw new InvalidOperationException($"Callback {id} was changed by others {MaximumConflicts} times in a row.");
    }

    /// <summary>
    /// Replays one page of the callbacks that <paramref name="query"/> lists. The caller drives those given and goes on with
    /// <see cref="ReplayedPage.Next"/> until it is null; the same call again, from the start too, replays none twice.
    /// </summary>
    public async Task<ReplayedPage> RangeAsync(PartnerId partner, CallbackQuery query, string replayId, CancellationToken cancellationToken)
    {
        var page = await callbacks.ListAsync(partner, query, cancellationToken);
        List<Callback> replayed = [];
        foreach (var listed in page.Items)
        {
            // One that this replay has brought to its end already is listed again where delivered ones are replayed.
            if (listed.ReplayId != replayId && await OneAsync(partner, listed.Id, replayId, cancellationToken) is { } callback)
            {
                replayed.Add(callback);
            }
        }

        return new ReplayedPage(replayed, page.Next);
    }

    /// <summary>
    /// Replays what a request names, at most about <see cref="MaximumOfOneCall"/> callbacks, and starts them. The same call again goes on where
    /// this one stopped.
    /// </summary>
    internal async Task<ReplayedRange> RangeAsync(
        PartnerId partner, ReplayRequest request, string replayId, IDeliveryStarter starter, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var state in request.States)
        {
            CallbackCursor? cursor = null;
            do
            {
                if (count >= MaximumOfOneCall)
                {
                    return new ReplayedRange(count, More: true);
                }

                var query = new CallbackQuery(state, request.From, request.Before, CallbackQuery.MaximumLimit, cursor);
                var page = await RangeAsync(partner, query, replayId, cancellationToken);
                foreach (var callback in page.Replayed)
                {
                    await starter.StartAsync(callback, cancellationToken);
                }

                (count, cursor) = (count + page.Replayed.Count, page.Next);
            }
            while (cursor is not null);
        }

        return new ReplayedRange(count, More: false);
    }
}

/// <summary>One page of a replay.</summary>
/// <param name="Replayed">The callbacks in their new run.</param>
/// <param name="Next">Where to go on; null at the end.</param>
public sealed record ReplayedPage(IReadOnlyList<Callback> Replayed, CallbackCursor? Next);

/// <summary>What one call to replay a range came to.</summary>
/// <param name="Replayed">How many callbacks are in a new run now.</param>
/// <param name="More">Whether the same call again would replay more.</param>
internal sealed record ReplayedRange(int Replayed, bool More);
