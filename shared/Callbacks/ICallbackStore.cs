using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Callbacks;

/// <summary>
/// Keeps callbacks and their attempts. Every method may throw when the storage does not answer; then nothing is known, and calling again with
/// the same arguments is safe.
/// </summary>
public interface ICallbackStore
{
    /// <summary>
    /// Records <paramref name="callback"/>, once: when its id exists, nothing is written and the stored one is given. A new callback of a
    /// wallet is put behind the last one of that wallet and endpoint which is not at its end, in the same write.
    /// </summary>
    Task<StoredCallback> AddAsync(Callback callback, CancellationToken cancellationToken);

    /// <summary>The callback of that id; null when the partner has none.</summary>
    Task<StoredCallback?> FindAsync(PartnerId partner, CallbackId id, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the callback and writes the attempts (each new, or with its outcome), all or nothing, and gives it with its new version.
    /// Null, and nothing written, when the stored callback is no longer that of <paramref name="before"/>.
    /// </summary>
    Task<StoredCallback?> SaveAsync(
        StoredCallback before, Callback after, IReadOnlyList<CallbackAttempt> attempts, CancellationToken cancellationToken);

    /// <summary>The attempts of a callback, first to last, at most <paramref name="limit"/> after number <paramref name="afterNumber"/>.</summary>
    Task<IReadOnlyList<CallbackAttempt>> AttemptsAsync(
        PartnerId partner, CallbackId id, int afterNumber, int limit, CancellationToken cancellationToken);

    /// <summary>The callbacks in one state, oldest first. <see cref="Callback.Body"/> is empty in a list.</summary>
    Task<CallbackPage> ListAsync(PartnerId partner, CallbackQuery query, CancellationToken cancellationToken);
}

/// <summary>A callback as it was read.</summary>
/// <param name="Callback">The callback.</param>
/// <param name="Version">The stored version, opaque; a write on it is refused once it changed.</param>
public sealed record StoredCallback(Callback Callback, string Version);

/// <summary>Which callbacks to list.</summary>
/// <param name="State">The state they are in.</param>
/// <param name="From">Recorded at or after this; null = no bound.</param>
/// <param name="Before">Recorded before this; null = no bound.</param>
/// <param name="Limit">The most to give: 1 to <see cref="MaximumLimit"/>.</param>
/// <param name="Cursor">Where the last page ended; null = from the start.</param>
public sealed record CallbackQuery(CallbackState State, DateTimeOffset? From, DateTimeOffset? Before, int Limit, CallbackCursor? Cursor)
{
    /// <summary>The most callbacks in one page.</summary>
    public const int MaximumLimit = 200;
}

/// <summary>One page of callbacks.</summary>
/// <param name="Items">The callbacks, oldest first.</param>
/// <param name="Next">Where the next page starts; null when there is none.</param>
public sealed record CallbackPage(IReadOnlyList<Callback> Items, CallbackCursor? Next);
