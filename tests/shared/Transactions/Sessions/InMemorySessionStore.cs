using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;

namespace WalletFunctions.Tests.Shared.Transactions.Sessions;

/// <summary>A store that keeps sessions in memory; held to the same contract as the real one.</summary>
internal sealed class InMemorySessionStore : ISessionStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(PartnerId, TransactionId), Versioned<Session>> _rows = [];
    private readonly Dictionary<(PartnerId, TransactionId), OpenTransaction> _open = [];
    private int _version;

    public Task<Versioned<Session>?> FindAsync(PartnerId partner, TransactionId session, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.GetValueOrDefault((partner, session)));
        }
    }

    public Task<Versioned<Session>?> ClaimAsync(Session session, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var key = (session.Order.Partner, session.Order.Id);
            if (_rows.ContainsKey(key))
            {
                return Task.FromResult<Versioned<Session>?>(null);
            }

            _open.Add(key, new OpenTransaction(session.Order.Id, session.Order.CreatedAt));
            return Task.FromResult<Versioned<Session>?>(Write(session));
        }
    }

    public Task<Versioned<Session>?> ReplaceAsync(Versioned<Session> session, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var stands = _rows[(session.Value.Order.Partner, session.Value.Order.Id)];
            return Task.FromResult(stands.Version == session.Version ? Write(session.Value) : null);
        }
    }

    public Task CloseAsync(PartnerId partner, TransactionId session, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _open.Remove((partner, session));
            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<OpenTransaction>> ListOpenAsync(
        PartnerId partner, int bucket, TransactionId? after, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<OpenTransaction>>(
                [.. _open.Where(row => row.Key.Item1 == partner && RowBucket.Of(row.Key.Item2.Value) == bucket)
                    .Select(row => row.Value)
                    .OrderBy(open => open.Id.Value, StringComparer.Ordinal)
                    .Where(open => after is not { } last || string.CompareOrdinal(open.Id.Value, last.Value) > 0)
                    .Take(limit)]);
        }
    }

    private Versioned<Session>? Write(Session session) =>
        _rows[(session.Order.Partner, session.Order.Id)] = new Versioned<Session>(session, (++_version).ToString(CultureInfo.InvariantCulture));
}
