#nullable disable // Overrides of a type without annotations: both builds must compile alike.

using System.Diagnostics;
using Azure;
using Azure.Data.Tables;

namespace WalletFunctions.Benchmarks.Ledger;

/// <summary>A table that counts what goes through it to the service, and keeps some of the transactions as they were sent.</summary>
internal sealed class CountingTable(TableClient inner) : TableClient
{
    private const int KeptTransactions = 256;
    private readonly Lock _lock = new();
    private readonly Queue<IReadOnlyList<TableTransactionAction>> _kept = new();
    private TableTraffic _traffic = new();

    public override string Name => inner.Name;

    /// <summary>All that went through so far.</summary>
    internal TableTraffic Traffic
    {
        get
        {
            lock (_lock)
            {
                return _traffic;
            }
        }
    }

    /// <summary>The last transactions.</summary>
    internal IReadOnlyList<IReadOnlyList<TableTransactionAction>> TakeKept()
    {
        lock (_lock)
        {
            IReadOnlyList<IReadOnlyList<TableTransactionAction>> kept = [.. _kept];
            _kept.Clear();
            return kept;
        }
    }

    public override Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
    {
        Add(new TableTraffic { Reads = 1 });
        return inner.GetEntityIfExistsAsync<T>(partitionKey, rowKey, select, cancellationToken);
    }

    public override async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        List<TableTransactionAction> actions = [.. transactionActions];
        int inserts = actions.Count(action => action.ActionType == TableTransactionActionType.Add);
        bool isConflict = false;
        long start = Stopwatch.GetTimestamp();
        try
        {
            return await inner.SubmitTransactionAsync(actions, cancellationToken);
        }
        catch (RequestFailedException)
        {
            isConflict = true;
            throw;
        }
        finally
        {
            Add(new TableTraffic
            {
                Writes = 1,
                Failures = isConflict ? 1 : 0,
                Inserts = isConflict ? 0 : inserts,
                Replaces = isConflict ? 0 : actions.Count - inserts,
                WriteTime = Stopwatch.GetElapsedTime(start),
            });
            if (!isConflict)
            {
                Keep(actions);
            }
        }
    }

    private void Add(TableTraffic more)
    {
        lock (_lock)
        {
            _traffic += more;
        }
    }

    private void Keep(IReadOnlyList<TableTransactionAction> actions)
    {
        lock (_lock)
        {
            _kept.Enqueue(actions);
            if (_kept.Count > KeptTransactions)
            {
                _kept.Dequeue();
            }
        }
    }
}
