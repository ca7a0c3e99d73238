using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.InDoubt;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;

namespace WalletFunctions.Tests.Shared.Transactions;

/// <summary>A store that keeps transactions in memory; held to the same contract as the real one.</summary>
internal sealed class InMemoryTransactionStore : ITransactionStore, IUnacknowledgedTransactions
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(PartnerId, TransactionId), Versioned<Transaction>> _rows = [];
    private readonly Dictionary<(PartnerId, TransactionId), UnacknowledgedTransaction> _unacknowledged = [];
    private readonly Dictionary<(PartnerId, TransactionId), OpenTransaction> _open = [];
    private readonly Dictionary<(PartnerId, TransactionId), List<StatusChange>> _changes = [];
    private int _version;

    /// <summary>Writes after which the reply is lost: the client's own second try is then told that the row has changed.</summary>
    public Predicate<Transaction> LosesReply { get; set; } = _ => false;

    public Task<Versioned<Transaction>?> FindAsync(PartnerId partner, TransactionId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.GetValueOrDefault((partner, id)));
        }
    }

    public Task<Versioned<Transaction>?> ClaimAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var key = (transaction.Order.Partner, transaction.Order.Id);
            if (_rows.ContainsKey(key))
            {
                return Task.FromResult<Versioned<Transaction>?>(null);
            }

            _changes[key] = [StatusChange.First(transaction)];
            _open.Add(key, new OpenTransaction(transaction.Order.Id, transaction.Order.CreatedAt));
            return Task.FromResult<Versioned<Transaction>?>(Write(transaction));
        }
    }

    public Task<Versioned<Transaction>?> ReplaceAsync(Versioned<Transaction> transaction, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var stands = _rows[(transaction.Value.Order.Partner, transaction.Value.Order.Id)];
            var written = stands.Version == transaction.Version ? Write(transaction.Value) : null;
            return Task.FromResult(LosesReply(transaction.Value) ? null : written);
        }
    }

    public Task<Versioned<Transaction>?> ReplaceAsync(Versioned<Transaction> transaction, StatusChange change, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var key = (transaction.Value.Order.Partner, transaction.Value.Order.Id);
            if (_rows[key].Version == transaction.Version)
            {
                _changes[key].Add(change);
            }

            return ReplaceAsync(transaction, cancellationToken);
        }
    }

    public Task<IReadOnlyList<StatusChange>> ListChangesAsync(PartnerId partner, TransactionId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<StatusChange>>([.. _changes.GetValueOrDefault((partner, id)) ?? []]);
        }
    }

    public Task CloseAsync(PartnerId partner, TransactionId id, DateTimeOffset? acknowledgementDueAt, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_open.Remove((partner, id)) && acknowledgementDueAt is { } dueAt)
            {
                _unacknowledged[(partner, id)] = new UnacknowledgedTransaction(partner, id, dueAt, Asked: 0);
            }

            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<UnacknowledgedTransaction>> ListDueAsync(
        PartnerId partner, int bucket, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<UnacknowledgedTransaction>>(
                [.. _unacknowledged.Values.Where(row => row.Partner == partner && RowBucket.Of(row.Id.Value) == bucket && row.DueAt <= now).Take(limit)]);
        }
    }

    public Task PutOffAsync(UnacknowledgedTransaction transaction, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_unacknowledged.ContainsKey((transaction.Partner, transaction.Id)))
            {
                _unacknowledged[(transaction.Partner, transaction.Id)] = transaction;
            }

            return Task.CompletedTask;
        }
    }

    public Task RemoveAsync(PartnerId partner, TransactionId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _unacknowledged.Remove((partner, id));
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
                    .Where(open => string.CompareOrdinal(open.Id.Value, after?.Value) > 0)
                    .OrderBy(open => open.Id.Value, StringComparer.Ordinal)
                    .Take(limit)]);
        }
    }

    private Versioned<Transaction> Write(Transaction transaction) =>
        _rows[(transaction.Order.Partner, transaction.Order.Id)] =
            new Versioned<Transaction>(transaction, (++_version).ToString(CultureInfo.InvariantCulture));
}
