using Microsoft.Extensions.Caching.Memory;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Wallets.Customers;

namespace WalletFunctions.Wallets;

/// <summary>
/// The facts of wallets, kept in memory: they cannot become untrue. That there is no such wallet can, so it is asked every time; what
/// changes (status, funds) only the ledger decides.
/// </summary>
public sealed class WalletDirectory(IWalletRegistry registry, ILedgerReader ledger, CustomerDirectory customers) : IDisposable
{
    private const int MaxWallets = 100_000;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxWallets });

    /// <summary>The facts of a wallet; null if there is no such wallet. Of its customer the id alone is sure.</summary>
    public async ValueTask<WalletFacts?> FindAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken) =>
        _cache.TryGetValue<WalletFacts>((partner, wallet), out var facts) ? facts : await ReadAsync(partner, wallet, cancellationToken);

    /// <summary>The facts of a wallet, and who its customer is, as it was a minute ago at most; null if there is no such wallet.</summary>
    public async ValueTask<WalletFacts?> FindWithPersonAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken)
    {
        var facts = await FindAsync(partner, wallet, cancellationToken);
        return facts?.Customer is { } customer
            ? facts with { Customer = await customers.FindAsync(partner, customer.Id, cancellationToken) ?? customer }
            : facts;
    }

    /// <summary>Reads what will be asked for of these wallets, side by side, while something else is waited for.</summary>
    internal Task WarmAsync(PartnerId partner, IEnumerable<WalletId?> wallets, CancellationToken cancellationToken) => Task.WhenAll(
        wallets.OfType<WalletId>().Select(wallet => FindWithPersonAsync(partner, wallet, cancellationToken).AsTask()));

    /// <inheritdoc/>
    public void Dispose() => _cache.Dispose();

    private async Task<WalletFacts?> ReadAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken)
    {
        var registration = registry.FindAsync(partner, wallet, cancellationToken);
        var opened = await ledger.FindWalletAsync(partner, wallet, cancellationToken);
        if (await registration is not { } registered || opened is null)
        {
            return null;
        }

        var facts = new WalletFacts(wallet, opened.Type, opened.Currency, registered.Request.Customer, opened.OpenedAt);
        return _cache.Set((partner, wallet), facts, new MemoryCacheEntryOptions { Size = 1 });
    }
}
