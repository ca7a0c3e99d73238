using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Wallets.Status;

namespace WalletFunctions.Tests.Shared.Wallets.Status;

/// <summary>Changes of status in memory; held to the same contract as the real store.</summary>
internal sealed class InMemoryStatusChangeStore : IStatusChangeStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(PartnerId, WalletId, string), StatusChange> _changes = [];
    private readonly Dictionary<(PartnerId, WalletId), Versioned<BankMark>> _marks = [];
    private int _versions;

    /// <summary>Every change that is kept.</summary>
    public IReadOnlyList<StatusChange> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _changes.Values];
            }
        }
    }

    public Task AddAsync(StatusChange change, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var key = (change.Partner, change.Wallet, change.Id);
            _changes[key] = _changes.TryGetValue(key, out var found) ? found with { RefusedAt = null } : change;
            return Task.CompletedTask;
        }
    }

    public Task RefuseAsync(StatusChange refused, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var key = (refused.Partner, refused.Wallet, refused.Id);
            if (_changes.GetValueOrDefault(key) is { Receipt: null } found)
            {
                _changes[key] = found with { RefusedAt = refused.RefusedAt };
            }

            return Task.CompletedTask;
        }
    }

    public Task ForgetRefusedAsync(StatusChange refused, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var key = (refused.Partner, refused.Wallet, refused.Id);
            if (_changes.GetValueOrDefault(key) is { Receipt: null, RefusedAt: { } at } && at == refused.RefusedAt)
            {
                _changes.Remove(key);
            }

            return Task.CompletedTask;
        }
    }

    public Task<StatusChange?> FindAsync(PartnerId partner, WalletId wallet, string id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_changes.GetValueOrDefault((partner, wallet, id)));
        }
    }

    public Task CloseAsync(StatusChange told, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var key = (told.Partner, told.Wallet, told.Id);
            if (_changes.GetValueOrDefault(key) is { Receipt: null })
            {
                _changes[key] = told;
            }

            return Task.CompletedTask;
        }
    }

    public Task ForgetAsync(StatusChange change, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var key = (change.Partner, change.Wallet, change.Id);
            if (_changes.GetValueOrDefault(key) is { Receipt: null })
            {
                _changes.Remove(key);
            }

            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<UntoldChange>> ListUntoldAsync(PartnerId partner, int bucket, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<UntoldChange>>(
                [.. _changes.Values
                    .Where(change => change.Receipt is null && change.Partner == partner && RowBucket.Of(change.Wallet.Value[6..]) == bucket)
                    .Select(change => new UntoldChange(change.Wallet, change.Id, change.RequestedAt))
                    .Take(limit)]);
        }
    }

    public Task<Versioned<BankMark>?> FindMarkAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_marks.GetValueOrDefault((partner, wallet)));
        }
    }

    public Task<bool> TrySetMarkAsync(PartnerId partner, WalletId wallet, BankMark mark, string? version, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_marks.GetValueOrDefault((partner, wallet))?.Version != version)
            {
                return Task.FromResult(false);
            }

            _marks[(partner, wallet)] = new Versioned<BankMark>(mark, (++_versions).ToString(CultureInfo.InvariantCulture));
            return Task.FromResult(true);
        }
    }
}
