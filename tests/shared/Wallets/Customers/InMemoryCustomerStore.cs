using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Wallets.Customers;

namespace WalletFunctions.Tests.Shared.Wallets.Customers;

/// <summary>Customers in memory; held to the same contract as the real store.</summary>
internal sealed class InMemoryCustomerStore : ICustomerStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(PartnerId, CustomerId), Versioned<Customer>> _customers = [];
    private readonly Dictionary<(PartnerId, CustomerId), OpenTier> _tiers = [];
    private readonly HashSet<(PartnerId Partner, CustomerId Customer, WalletId Wallet)> _wallets = [];
    private readonly HashSet<(PartnerId Partner, ExpiredCheck Check)> _expiries = [];
    private int _versions;

    public Task<Versioned<Customer>?> FindAsync(PartnerId partner, CustomerId customer, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_customers.GetValueOrDefault((partner, customer)));
        }
    }

    public Task<bool> TryAddAsync(Customer customer, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var isNew = _customers.TryAdd((customer.Partner, customer.Id), new Versioned<Customer>(customer, NewVersion()));
            if (isNew)
            {
                ListExpiry(customer);
            }

            return Task.FromResult(isNew);
        }
    }

    public Task<bool> TryReplaceAsync(Versioned<Customer> customer, Customer before, bool isTierOpen, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var key = (customer.Value.Partner, customer.Value.Id);
            if (_customers.GetValueOrDefault(key)?.Version != customer.Version)
            {
                return Task.FromResult(false);
            }

            _customers[key] = new Versioned<Customer>(customer.Value, NewVersion());
            if (isTierOpen)
            {
                _tiers[key] = new OpenTier(customer.Value.Id, customer.Value.UpdatedAt, NewVersion());
            }

            ListExpiry(customer.Value);
            return Task.FromResult(true);
        }
    }

    public Task LinkAsync(PartnerId partner, CustomerId customer, WalletId wallet, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _wallets.Add((partner, customer, wallet));
            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<WalletId>> ListWalletsAsync(PartnerId partner, CustomerId customer, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<WalletId>>(
                [.. _wallets.Where(link => link.Partner == partner && link.Customer == customer).Select(link => link.Wallet)]);
        }
    }

    public Task<IReadOnlyList<OpenTier>> ListOpenTiersAsync(PartnerId partner, int bucket, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<OpenTier>>(
                [.. _tiers.Where(pair => pair.Key.Item1 == partner && BucketOf(pair.Key.Item2) == bucket).Select(pair => pair.Value).Take(limit)]);
        }
    }

    public Task OpenTierAsync(PartnerId partner, CustomerId customer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _tiers[(partner, customer)] = new OpenTier(customer, now, NewVersion());
            return Task.CompletedTask;
        }
    }

    public Task<OpenTier?> FindOpenTierAsync(PartnerId partner, CustomerId customer, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_tiers.GetValueOrDefault((partner, customer)));
        }
    }

    public Task CloseTierAsync(PartnerId partner, OpenTier open, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_tiers.GetValueOrDefault((partner, open.Customer))?.Version == open.Version)
            {
                _tiers.Remove((partner, open.Customer));
            }

            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<ExpiredCheck>> ListExpiredAsync(PartnerId partner, int bucket, DateOnly today, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<ExpiredCheck>>(
                [.. _expiries
                    .Where(listed => listed.Partner == partner && BucketOf(listed.Check.Customer) == bucket && listed.Check.LastDay < today)
                    .Select(listed => listed.Check)
                    .Take(limit)]);
        }
    }

    public Task CloseExpiredAsync(PartnerId partner, ExpiredCheck expired, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _expiries.Remove((partner, expired));
            return Task.CompletedTask;
        }
    }

    private static int BucketOf(CustomerId customer) => RowBucket.Of(customer.ToKey());

    private void ListExpiry(Customer customer)
    {
        if (customer.ExpiresOn is { } lastDay)
        {
            _expiries.Add((customer.Partner, new ExpiredCheck(customer.Id, lastDay)));
        }
    }

    private string NewVersion() => (++_versions).ToString(CultureInfo.InvariantCulture);
}
