using System.Globalization;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Tests.Shared.BankEvents;

/// <summary>A store that keeps events in memory; held to the same contract as the real one.</summary>
internal sealed class InMemoryBankEventStore : IBankEventStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(PartnerId Partner, BankEventKey Key), Versioned<BankEvent>> _rows = [];
    private readonly Dictionary<(PartnerId Partner, BankEventKey Key, BankEventWorkKind Kind), DateTimeOffset> _work = [];
    private int _version;

    /// <summary>A partner whose storage does not answer.</summary>
    public PartnerId? Away { get; set; }

    /// <summary>What is to be seen to.</summary>
    public IReadOnlyList<BankEventWork> Work => Locked(() => _work.Select(entry => new BankEventWork(entry.Key.Key, entry.Key.Kind, entry.Value)).ToArray());

    public Task<Versioned<BankEvent>?> FindAsync(PartnerId partner, BankEventKey key, CancellationToken cancellationToken) =>
        Call(() => _rows.GetValueOrDefault((partner, key)));

    public Task<bool> TryAddAsync(BankEvent bankEvent, CancellationToken cancellationToken) => Call(() =>
    {
        var isNew = _rows.TryAdd((bankEvent.Partner, bankEvent.Key), new Versioned<BankEvent>(bankEvent, NextVersion()));
        if (isNew)
        {
            _work[(bankEvent.Partner, bankEvent.Key, BankEventWorkKind.Course)] = bankEvent.ReceivedAt;
        }

        return isNew;
    });

    public Task<bool> TryReplaceAsync(Versioned<BankEvent> bankEvent, BankEventWorkKind? work, CancellationToken cancellationToken) => Call(() =>
    {
        var key = (bankEvent.Value.Partner, bankEvent.Value.Key);
        var isCurrent = _rows[key].Version == bankEvent.Version;
        if (isCurrent)
        {
            _rows[key] = bankEvent with { Version = NextVersion() };
            if (work is { } kind)
            {
                _work[(key.Partner, key.Key, kind)] = bankEvent.Value.ReceivedAt;
            }
        }

        return isCurrent;
    });

    public Task PutOffAsync(PartnerId partner, BankEventKey key, BankEventWorkKind kind, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        Call(() => _work[(partner, key, kind)] = dueAt);

    public Task CloseAsync(PartnerId partner, BankEventKey key, BankEventWorkKind kind, CancellationToken cancellationToken) =>
        Call(() => _work.Remove((partner, key, kind)));

    public Task<IReadOnlyList<BankEventWork>> ListWorkAsync(PartnerId partner, int bucket, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) =>
        partner == Away ? throw new IOException("The storage account does not answer.") : Call<IReadOnlyList<BankEventWork>>(() =>
        [
            .. _work.Where(entry => entry.Key.Partner == partner && RowBucket.Of(entry.Key.Key.Value) == bucket && entry.Value <= dueBy)
                .Select(entry => new BankEventWork(entry.Key.Key, entry.Key.Kind, entry.Value))
                .Take(limit),
        ]);

    public Task<BankEventPage> ListAsync(PartnerId partner, BankEventQuery query, CancellationToken cancellationToken) => Call(() =>
    {
        var found = _rows.Values.Select(row => row.Value)
            .Where(bankEvent => bankEvent.Partner == partner && (query.State is null || bankEvent.State == query.State))
            .OrderBy(bankEvent => PlaceOf(bankEvent.Key))
            .Where(bankEvent => query.After is not { } after || PlaceOf(bankEvent.Key).CompareTo(PlaceOf(after)) > 0)
            .Take(query.Limit + 1)
            .ToArray();
        return found.Length <= query.Limit ? new BankEventPage(found, null) : new BankEventPage(found[..query.Limit], found[query.Limit - 1].Key);
    });

    private static (int Bucket, Ordinal Key) PlaceOf(BankEventKey key) => (RowBucket.Of(key.Value), new Ordinal(key.Value));

    private Task<T> Call<T>(Func<T> call) => Task.FromResult(Locked(call));

    private T Locked<T>(Func<T> call)
    {
        lock (_lock)
        {
            return call();
        }
    }

    private string NextVersion() => (++_version).ToString(CultureInfo.InvariantCulture);

    private readonly record struct Ordinal(string Text) : IComparable<Ordinal>
    {
        public int CompareTo(Ordinal other) => string.CompareOrdinal(Text, other.Text);
    }
}
