using System.Globalization;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Tests.Shared.BankEvents;

/// <summary>A store that keeps events in memory; held to the same contract as the real one.</summary>
internal sealed class InMemoryBankEventStore : IBankEventStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<BankEventKey, Versioned<BankEvent>> _rows = [];
    private int _version;

    public Task<Versioned<BankEvent>?> FindAsync(PartnerId partner, BankEventKey key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.GetValueOrDefault(key));
        }
    }

    public Task<bool> TryAddAsync(BankEvent bankEvent, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.TryAdd(bankEvent.Key, new Versioned<BankEvent>(bankEvent, NextVersion())));
        }
    }

    public Task<bool> TryReplaceAsync(Versioned<BankEvent> bankEvent, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var isCurrent = _rows[bankEvent.Value.Key].Version == bankEvent.Version;
            if (isCurrent)
            {
                _rows[bankEvent.Value.Key] = bankEvent with { Version = NextVersion() };
            }

            return Task.FromResult(isCurrent);
        }
    }

    private string NextVersion() => (++_version).ToString(CultureInfo.InvariantCulture);
}
