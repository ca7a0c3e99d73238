using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Callbacks;

/// <summary>Starts callbacks again that had come to their end, by an operator. Idempotent by the replay's id.</summary>
public sealed class ReplayCallbacks(ICallbackStore callbacks, TimeProvider clock)
{
    /// <summary>How often it looks again when somebody else changed the callback under it.</summary>
    public const int MaximumConflicts = 32;

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
            if (await OneAsync(partner, listed.Id, replayId, cancellationToken) is { } callback)
            {
                replayed.Add(callback);
            }
        }

        return new ReplayedPage(replayed, page.Next);
    }
}

/// <summary>One page of a replay.</summary>
/// <param name="Replayed">The callbacks in their new run.</param>
/// <param name="Next">Where to go on; null at the end.</param>
public sealed record ReplayedPage(IReadOnlyList<Callback> Replayed, CallbackCursor? Next);
