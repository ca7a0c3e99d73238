using Azure;
using Azure.Data.Tables;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Storage;
using WalletFunctions.Storage.WorkLists;

namespace WalletFunctions.BankEvents;

/// <summary>Keeps the bank's events in a table, keyed by their digest, and beside each what of it has to be seen to.</summary>
internal sealed class TableBankEventStore(AppTables tables, IWorkLists lists) : IBankEventStore
{
    /// <summary>The fewest rows that one call of a list asks for.</summary>
    private const int MinRowsPerCall = 100;

    /// <inheritdoc/>
    public async Task<Versioned<BankEvent>?> FindAsync(PartnerId partner, BankEventKey key, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            AppTables.PartitionKey(partner, key.Value), key.Value, cancellationToken: cancellationToken);
        return row.HasValue ? new Versioned<BankEvent>(BankEventRow.Read(row.Value!), row.Value!.ETag.ToString()) : null;
    }

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(BankEvent bankEvent, CancellationToken cancellationToken)
    {
        await lists.ExpectAsync(bankEvent.Partner, WorkList.BankEvents, cancellationToken);
        var table = await TableAsync(bankEvent.Partner, cancellationToken);
        var work = new BankEventWork(bankEvent.Key, BankEventWorkKind.Course, bankEvent.ReceivedAt);
        try
        {
            await table.SubmitTransactionAsync(
                [
                    new TableTransactionAction(TableTransactionActionType.Add, BankEventRow.Of(bankEvent)),
                    new TableTransactionAction(TableTransactionActionType.Add, BankEventRow.OfWork(bankEvent.Partner, work)),
                ],
                cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task<bool> TryReplaceAsync(Versioned<BankEvent> bankEvent, BankEventWorkKind? work, CancellationToken cancellationToken)
    {
        var table = await TableAsync(bankEvent.Value.Partner, cancellationToken);
        var (row, version) = (BankEventRow.Of(bankEvent.Value), new ETag(bankEvent.Version));
        try
        {
            if (work is not { } kind)
            {
                await table.UpdateEntityAsync(row, version, TableUpdateMode.Replace, cancellationToken);
                return true;
            }

            await lists.ExpectAsync(bankEvent.Value.Partner, WorkList.BankEvents, cancellationToken);

            // Due since the event came, which is: now.
            var entry = new BankEventWork(bankEvent.Value.Key, kind, bankEvent.Value.ReceivedAt);
            await table.SubmitTransactionAsync(
                [
                    new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, version),
                    new TableTransactionAction(TableTransactionActionType.UpsertReplace, BankEventRow.OfWork(bankEvent.Value.Partner, entry)),
                ],
                cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsStale())
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task PutOffAsync(PartnerId partner, BankEventKey key, BankEventWorkKind kind, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        await lists.ExpectAsync(partner, WorkList.BankEvents, cancellationToken);
        var table = await TableAsync(partner, cancellationToken);
        await table.UpsertEntityAsync(BankEventRow.OfWork(partner, new BankEventWork(key, kind, dueAt)), TableUpdateMode.Replace, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task CloseAsync(PartnerId partner, BankEventKey key, BankEventWorkKind kind, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        await table.DeleteEntityAsync(AppTables.PartitionKey(partner, key.Value), BankEventRow.WorkKey(key, kind), ETag.All, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BankEventWork>> ListWorkAsync(
        PartnerId partner, int bucket, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var due = new List<BankEventWork>();
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {AppTables.PartitionKey(partner, bucket)} and RowKey ge {BankEventRow.FirstWork} and RowKey lt {BankEventRow.EndOfWork} and DueAt le {dueBy}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, maxPerPage: limit, cancellationToken: cancellationToken))
        {
            due.Add(BankEventRow.ReadWork(row));
            if (due.Count == limit)
            {
                break;
            }
        }

        return due;
    }

    /// <inheritdoc/>
    public async Task<BankEventPage> ListAsync(PartnerId partner, BankEventQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var table = await TableAsync(partner, cancellationToken);
        var found = new List<BankEvent>();
        var looks = 0;
        BankEvent? last = null;
        for (var bucket = query.After is { } after ? RowBucket.Of(after.Value) : 0; bucket < RowBucket.Count; bucket++)
        {
            await foreach (var row in table.QueryAsync<TableEntity>(FilterOf(partner, bucket, query), Math.Max(query.Limit + 1, MinRowsPerCall), cancellationToken: cancellationToken))
            {
                if (last is not null && (found.Count == query.Limit || looks == BankEventQuery.MaxLooks))
                {
                    return new BankEventPage(found, last.Key);
                }

                // Not filtered by the storage, which would go through all events that ever were for one page.
                looks++;
                last = BankEventRow.Read(row);
                if ((query.State ?? last.State) == last.State)
                {
                    found.Add(last);
                }
            }
        }

        return new BankEventPage(found, null);
    }

    private static string FilterOf(PartnerId partner, int bucket, BankEventQuery query)
    {
        var partition = AppTables.PartitionKey(partner, bucket);
        var after = query.After is { } key && RowBucket.Of(key.Value) == bucket ? key.Value : BankEventRow.FirstEvent;
        return TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after} and RowKey lt {BankEventRow.EndOfEvents}");
    }

    private ValueTask<TableClient> TableAsync(PartnerId partner, CancellationToken cancellationToken) =>
        tables.OfAsync(partner, AppTables.BankEvents, cancellationToken);
}
