using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Tests.Testing.Reconciliation;

/// <summary>Breaks in memory; held to the same contract as the real store. Raises no alerts.</summary>
internal sealed class InMemoryBreakStore : IBreakStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(PartnerId, BreakId), Versioned<Break>> _rows = [];
    private int _version;

    /// <summary>Every break, in the order they were found.</summary>
    public IReadOnlyList<Break> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _rows.Values.Select(row => row.Value)];
            }
        }
    }

    public Task<bool> OpenAsync(Break found, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.TryAdd((found.Partner, found.Id), new Versioned<Break>(found, NextVersion())));
        }
    }

    public Task<Versioned<Break>?> FindAsync(PartnerId partner, BreakId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.GetValueOrDefault((partner, id)));
        }
    }

    public Task<Versioned<Break>?> ReplaceAsync(Versioned<Break> changed, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var key = (changed.Value.Partner, changed.Value.Id);
            if (_rows[key].Version != changed.Version)
            {
                return Task.FromResult<Versioned<Break>?>(null);
            }

            _rows[key] = changed with { Version = NextVersion() };
            return Task.FromResult<Versioned<Break>?>(_rows[key]);
        }
    }

    public Task<BreakPage> ListAsync(PartnerId partner, BreakQuery query, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var found = _rows.Values.Select(row => row.Value)
                .Where(item => item.Partner == partner && (query.State is null || item.State == query.State))
                .OrderByDescending(item => item.OpenedAt.UtcTicks).ThenBy(item => item.Id.Value, StringComparer.Ordinal)
                .Where(item => query.Cursor is not { } cursor || IsAfter(item, cursor))
                .Take(query.Limit + 1)
                .ToList();
            return Task.FromResult(found.Count <= query.Limit
                ? new BreakPage(found, null)
                : new BreakPage(found[..query.Limit], new BreakCursor(found[query.Limit - 1].OpenedAt, found[query.Limit - 1].Id)));
        }
    }

    private static bool IsAfter(Break item, BreakCursor cursor) =>
        item.OpenedAt < cursor.OpenedAt
        || (item.OpenedAt == cursor.OpenedAt && string.CompareOrdinal(item.Id.Value, cursor.Id.Value) > 0);

    private string NextVersion() => (++_version).ToString(CultureInfo.InvariantCulture);
}
