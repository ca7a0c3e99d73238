using System.Text;
using Azure;
using Azure.Data.Tables;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Callbacks.Storage;

/// <summary>Callbacks and their attempts in an Azure table, with the rows of <see cref="CallbackKeys"/>.</summary>
public sealed class TableCallbackStore : ICallbackStore
{
    /// <summary>The table's name.</summary>
    public const string TableName = "Callbacks";

    /// <summary>How often recording is tried when another writer changes the same wallet's last callback.</summary>
    public const int MaximumConflicts = 32;

    private const string TailId = "CallbackId";
    private const int NotFound = 404;
    private const int Conflict = 409;
    private const int PreconditionFailed = 412;

    private readonly Func<PartnerId, CancellationToken, ValueTask<TableClient>> _tableOf;

    /// <summary>A store over the table of each partner's storage account.</summary>
    public TableCallbackStore(Func<PartnerId, CancellationToken, ValueTask<TableClient>> tableOf) => _tableOf = tableOf;

    /// <inheritdoc/>
    public async Task<StoredCallback> AddAsync(Callback callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (Encoding.UTF8.GetByteCount(callback.Body) > Callback.MaximumBodyBytes)
        {
            throw new ArgumentException($"The body of a callback is at most {Callback.MaximumBodyBytes} bytes.", nameof(callback));
        }

        for (var conflicts = 0; ; conflicts++)
        {
            var last = await LastOfWalletAsync(callback, cancellationToken);
            if (last.Callback?.Callback.Id == callback.Id)
            {
                return last.Callback;
            }

            var (placed, actions) = Place(callback, last);
            try
            {
                var responses = await (await _tableOf(callback.Partner, cancellationToken)).SubmitTransactionAsync(actions, cancellationToken);
                return new StoredCallback(placed, EtagOf(responses.Value[0]));
            }
            catch (RequestFailedException exception)
                when (exception.Status is Conflict or PreconditionFailed or NotFound && conflicts < MaximumConflicts)
            {
                // Somebody recorded the same callback; or another of this wallet, or the predecessor moved on: then look again.
                if (await FindAsync(callback.Partner, callback.Id, cancellationToken) is { } existing)
                {
                    return existing;
                }
            }
        }
    }

    /// <inheritdoc/>
    public async Task<StoredCallback?> FindAsync(PartnerId partner, CallbackId id, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(partner, CallbackKeys.Partition(partner, id), CallbackKeys.Callback(id), cancellationToken);
        return row is null ? null : new StoredCallback(CallbackRow.Read(row), row.ETag.ToString());
    }

    /// <inheritdoc/>
    public async Task<StoredCallback?> SaveAsync(
        StoredCallback before, Callback after, IReadOnlyList<CallbackAttempt> attempts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(attempts);
        List<TableTransactionAction> actions =
            [new(TableTransactionActionType.UpdateReplace, CallbackRow.Of(after), new ETag(before.Version))];
        if (before.Callback.State != after.State)
        {
            var old = new TableEntity(CallbackKeys.Partition(after.Partner, after.Id), CallbackKeys.State(before.Callback));
            actions.Add(new(TableTransactionActionType.Delete, old, ETag.All));
        }

        actions.Add(new(TableTransactionActionType.UpsertReplace, CallbackRow.OfState(after)));
        actions.AddRange(attempts.Select(attempt =>
            new TableTransactionAction(TableTransactionActionType.UpsertReplace, AttemptRow.Of(after.Partner, attempt))));
        try
        {
            var responses = await (await _tableOf(after.Partner, cancellationToken)).SubmitTransactionAsync(actions, cancellationToken);
            return new StoredCallback(after, EtagOf(responses.Value[0]));
        }
        catch (RequestFailedException exception) when (exception.Status is PreconditionFailed or NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CallbackAttempt>> AttemptsAsync(
        PartnerId partner, CallbackId id, int afterNumber, int limit, CancellationToken cancellationToken)
    {
        var partition = CallbackKeys.Partition(partner, id);
        var from = CallbackKeys.Attempt(id, checked(afterNumber + 1));
        var to = CallbackKeys.Attempt(id, int.MaxValue);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey le {to}");
        return [.. (await QueryAsync(partner, filter, limit, cancellationToken)).Select(row => AttemptRow.Read(id, row))];
    }

    /// <inheritdoc/>
    public async Task<CallbackPage> ListAsync(PartnerId partner, CallbackQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, CallbackQuery.MaximumLimit, nameof(query));
        var (from, before) = CallbackKeys.StateRange(query);
        // One more than asked for tells whether there is a next page.
        var buckets = await Task.WhenAll(Enumerable.Range(0, CallbackId.Buckets).Select(bucket =>
        {
            var partition = CallbackKeys.Partition(partner, bucket);
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {before}");
            return QueryAsync(partner, filter, query.Limit + 1, cancellationToken);
        }));
        var found = buckets.SelectMany(rows => rows)
            .OrderBy(row => row.RowKey, StringComparer.Ordinal)
            .Take(query.Limit + 1).Select(CallbackRow.Read).ToList();
        if (found.Count <= query.Limit)
        {
            return new CallbackPage(found, null);
        }

        found.RemoveAt(query.Limit);
        return new CallbackPage(found, new CallbackCursor(found[^1].CreatedAt, found[^1].Id));
    }

    private static string EtagOf(Response response) =>
        response.Headers.ETag?.ToString() ?? throw new InvalidDataException("A written row without an ETag.");

    // The row that names the last callback of the wallet and endpoint, and that callback; nulls where there is none.
    private async Task<(TableEntity? Tail, StoredCallback? Callback)> LastOfWalletAsync(Callback callback, CancellationToken cancellationToken)
    {
        if (callback.WalletId is not { } wallet)
        {
            return (null, null);
        }

        var tail = await ReadAsync(
            callback.Partner,
            CallbackKeys.Partition(callback.Partner, callback.Id),
            CallbackKeys.Tail(callback.EndpointId, wallet),
            cancellationToken);
        return tail is null
            ? (null, null)
            : (tail, await FindAsync(callback.Partner, CallbackId.Parse(tail.GetString(TailId)), cancellationToken));
    }

    // The writes that record a callback: behind the last one of its wallet, when that is still open.
    private static (Callback Placed, List<TableTransactionAction> Actions) Place(
        Callback callback, (TableEntity? Tail, StoredCallback? Callback) last)
    {
        var partition = CallbackKeys.Partition(callback.Partner, callback.Id);
        List<TableTransactionAction> behind = [];
        if (callback.WalletId is { } wallet)
        {
            var next = new TableEntity(partition, CallbackKeys.Tail(callback.EndpointId, wallet)) { [TailId] = callback.Id.Value };
            behind.Add(last.Tail is null
                ? new(TableTransactionActionType.Add, next)
                : new(TableTransactionActionType.UpdateReplace, next, last.Tail.ETag));
        }

        if (last.Callback is { } open && !open.Callback.State.IsFinal())
        {
            // By the predecessor's ETag: it either learns of its successor, or was through before and holds nobody up.
            var link = new TableEntity(partition, CallbackKeys.Callback(open.Callback.Id)) { [CallbackRow.SuccessorId] = callback.Id.Value };
            behind.Add(new(TableTransactionActionType.UpdateMerge, link, new ETag(open.Version)));
            callback = callback with { PredecessorId = open.Callback.Id };
        }

        return (callback,
        [
            new(TableTransactionActionType.Add, CallbackRow.Of(callback)),
            new(TableTransactionActionType.Add, CallbackRow.OfState(callback)),
            .. behind,
        ]);
    }

    private async Task<TableEntity?> ReadAsync(PartnerId partner, string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        var answer = await (await _tableOf(partner, cancellationToken)).GetEntityIfExistsAsync<TableEntity>(
            partitionKey, rowKey, cancellationToken: cancellationToken);
        return answer.HasValue ? answer.Value : null;
    }

    private async Task<List<TableEntity>> QueryAsync(PartnerId partner, string filter, int limit, CancellationToken cancellationToken)
    {
        List<TableEntity> rows = [];
        var pages = (await _tableOf(partner, cancellationToken)).QueryAsync<TableEntity>(filter, limit, cancellationToken: cancellationToken);
        await foreach (var row in pages)
        {
            rows.Add(row);
            if (rows.Count == limit)
            {
                break;
            }
        }

        return rows;
    }
}
