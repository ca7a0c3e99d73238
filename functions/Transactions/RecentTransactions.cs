using Microsoft.Extensions.Caching.Memory;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions;

/// <summary>
/// Transactions as this process last wrote them, for the steps that come right after. Whoever acts on one writes it by its version, so
/// that one that has changed since is noticed and read again.
/// </summary>
public sealed class RecentTransactions : IDisposable
{
    private const long MaxBytes = 64L * 1024 * 1024;
    private const int RowBytes = 2 * 1024;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    /// <summary>Keeps a transaction as it was written.</summary>
    internal void Remember(Versioned<Transaction> transaction)
    {
        var size = RowBytes + transaction.Value.Request.Length + (transaction.Value.Answer?.Body.Length ?? 0);
        _cache.Set(transaction.Value.Order.Id, transaction, new MemoryCacheEntryOptions { Size = size, AbsoluteExpirationRelativeToNow = Lifetime });
    }

    /// <summary>A transaction as it was last written here; null if that is too long ago or was never.</summary>
    internal Versioned<Transaction>? Recall(TransactionId transaction) => _cache.Get<Versioned<Transaction>>(transaction);

    /// <summary>Keeps a transaction no longer.</summary>
    internal void Forget(TransactionId transaction) => _cache.Remove(transaction);

    /// <inheritdoc/>
    public void Dispose() => _cache.Dispose();
}
