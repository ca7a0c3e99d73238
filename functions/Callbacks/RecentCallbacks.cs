using Microsoft.Extensions.Caching.Memory;
using WalletFunctions.Shared.Callbacks;

namespace WalletFunctions.Callbacks;

/// <summary>Callbacks as this process has just recorded them, for their first step, which mostly comes right after in the same process.</summary>
public sealed class RecentCallbacks : IDisposable
{
    private const long MaxBytes = 16L * 1024 * 1024;
    private const int RowBytes = 1024;
    private const int BytesOfCharacter = 2;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    /// <summary>Keeps a callback as it was written.</summary>
    internal void Remember(StoredCallback stored) => _cache.Set(
        stored.Callback.Id,
        stored,
        new MemoryCacheEntryOptions { Size = RowBytes + (BytesOfCharacter * stored.Callback.Body.Length), AbsoluteExpirationRelativeToNow = Lifetime });

    /// <summary>A callback as it was last written here, once; null if that is too long ago or was never.</summary>
    internal StoredCallback? Take(CallbackId id)
    {
        if (_cache.Get<StoredCallback>(id) is not { } stored)
        {
            return null;
        }

        _cache.Remove(id);
        return stored;
    }

    /// <inheritdoc/>
    public void Dispose() => _cache.Dispose();
}
