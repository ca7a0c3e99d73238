using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Wallets.Opening;

namespace WalletFunctions.Tests.Shared.Wallets.Opening;

/// <summary>Openings in memory, of the wallets that a registry in memory has; held to the same contract as the real ones.</summary>
internal sealed class InMemoryWalletOpenings(InMemoryWalletRegistry registry) : IWalletOpenings
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(PartnerId, WalletId), OpeningOutcome> _outcomes = [];
    private readonly Dictionary<(PartnerId, string), WalletId> _accounts = [];
    private readonly HashSet<(PartnerId, WalletId)> _finished = [];

    public Task<OpeningOutcome?> FindOutcomeAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_outcomes.GetValueOrDefault((partner, wallet)));
        }
    }

    public Task<OpeningOutcome> DecideAsync(PartnerId partner, WalletId wallet, OpeningOutcome proposed, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _outcomes.TryAdd((partner, wallet), proposed);
            return Task.FromResult(_outcomes[(partner, wallet)]);
        }
    }

    public Task<WalletId> BindAccountAsync(PartnerId partner, string accountId, WalletId wallet, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _accounts.TryAdd((partner, accountId), wallet);
            return Task.FromResult(_accounts[(partner, accountId)]);
        }
    }

    public Task<IReadOnlyList<UnfinishedOpening>> ListUnfinishedAsync(PartnerId partner, int bucket, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<UnfinishedOpening>>(
                [.. registry.All(partner)
                    .Where(registration => RowBucket.Of(registration.Wallet.Value[6..]) == bucket && !_finished.Contains((partner, registration.Wallet)))
                    .Select(registration => new UnfinishedOpening(registration.Wallet, registration.RegisteredAt))
                    .Take(limit)]);
        }
    }

    public Task FinishAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _finished.Add((partner, wallet));
            return Task.CompletedTask;
        }
    }
}
