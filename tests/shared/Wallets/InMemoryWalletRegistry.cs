using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Tests.Shared.Wallets;

/// <summary>A registry in memory; held to the same contract as the real one.</summary>
internal sealed class InMemoryWalletRegistry : IWalletRegistry
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(PartnerId, string), WalletRegistration> _registrations = [];
    private readonly Dictionary<(PartnerId, CustomerId), int> _partitions = [];

    /// <summary>Every registration of a partner.</summary>
    public IReadOnlyList<WalletRegistration> All(PartnerId partner)
    {
        lock (_lock)
        {
            return [.. _registrations.Values.Where(registration => registration.Partner == partner)];
        }
    }

    public Task<WalletRegistration?> FindAsync(PartnerId partner, string externalWalletId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_registrations.GetValueOrDefault((partner, externalWalletId)));
        }
    }

    public Task<WalletRegistration?> FindAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_registrations.Values.FirstOrDefault(registration => registration.Partner == partner && registration.Wallet == wallet));
        }
    }

    public Task<bool> TryAddAsync(WalletRegistration registration, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_registrations.TryAdd((registration.Partner, registration.Request.ExternalWalletId), registration));
        }
    }

    public Task<int> SettlePartitionAsync(PartnerId partner, CustomerId customer, int choice, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _partitions.TryAdd((partner, customer), choice);
            return Task.FromResult(_partitions[(partner, customer)]);
        }
    }
}
