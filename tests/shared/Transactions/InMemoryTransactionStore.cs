using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Tests.Shared.Transactions;

/// <summary>A store that keeps transactions in memory; held to the same contract as the real one.</summary>
internal sealed class InMemoryTransactionStore : ITransactionStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(PartnerId, TransactionId), Versioned<Transaction>> _rows = [];
    private readonly Dictionary<(PartnerId, TransactionId), OpenTransaction> _open = [];
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

    public Task CloseAsync(PartnerId partner, TransactionId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _open.Remove((partner, id));
            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<OpenTransaction>> ListOpenAsync(PartnerId partner, int bucket, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<OpenTransaction>>(
                [.. _open.Where(row => row.Key.Item1 == partner && RowBucket.Of(row.Key.Item2.Value) == bucket).Select(row => row.Value).Take(limit)]);
        }
    }

    private Versioned<Transaction> Write(Transaction transaction) =>
        _rows[(transaction.Order.Partner, transaction.Order.Id)] =
            new Versioned<Transaction>(transaction, (++_version).ToString(CultureInfo.InvariantCulture));
}
