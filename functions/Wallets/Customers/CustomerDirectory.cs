using Microsoft.Extensions.Caching.Memory;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Shared.Wallets.Customers;

namespace WalletFunctions.Wallets.Customers;

/// <summary>Who a customer is, for those who have to ask about the person: kept in memory for a minute, and never longer than the next change in this process.</summary>
public sealed class CustomerDirectory(ICustomerStore store) : IDisposable
{
    private const int MaxCustomers = 100_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxCustomers });

    /// <summary>The customer; null if there is none of that id.</summary>
    public async ValueTask<CustomerProfile?> FindAsync(PartnerId partner, CustomerId customer, CancellationToken cancellationToken)
    {
        if (_cache.TryGetValue<CustomerProfile>((partner, customer), out var known))
        {
            return known;
        }

        return await store.FindAsync(partner, customer, cancellationToken) is { } found ? Keep(found.Value) : null;
    }

    /// <summary>Notes a customer as just read or written.</summary>
    internal CustomerProfile Keep(Customer customer)
    {
        var profile = new CustomerProfile
        {
            Id = customer.Id,
            Tier = customer.Tier,
            Name = customer.Name,
            BirthDate = customer.BirthDate,
            Country = customer.Country,
        };
        return _cache.Set(
            (customer.Partner, customer.Id), profile, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Lifetime });
    }

    /// <inheritdoc/>
    public void Dispose() => _cache.Dispose();
}
