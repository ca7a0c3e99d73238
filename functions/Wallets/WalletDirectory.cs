using Microsoft.Extensions.Caching.Memory;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Wallets;

/// <summary>
/// The facts of wallets, kept in memory: they cannot become untrue. That there is no such wallet can, so it is asked every time; what
/// changes (status, funds) only the ledger decides.
/// </summary>
public sealed class WalletDirectory(IWalletRegistry registry, ILedgerReader ledger) : IDisposable
{
    private const int MaxWallets = 100_000;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxWallets });

    /// <summary>The facts of a wallet; null if there is no such wallet.</summary>
    public async ValueTask<WalletFacts?> FindAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken)
    {
        if (_cache.TryGetValue<WalletFacts>((partner, wallet), out var known))
        {
            return known;
        }

        var registration = registry.FindAsync(partner, wallet, cancellationToken);
        var opened = await ledger.FindWalletAsync(partner, wallet, cancellationToken);
        if (await registration is not { } registered || opened is null)
        {
            return null;
        }

        var facts = new WalletFacts(wallet, opened.Currency, registered.Request.Customer, opened.OpenedAt);
        return _cache.Set((partner, wallet), facts, new MemoryCacheEntryOptions { Size = 1 });
    }

    /// <inheritdoc/>
    public void Dispose() => _cache.Dispose();
}
