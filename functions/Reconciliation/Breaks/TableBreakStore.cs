using System.Globalization;
using Azure;
using Azure.Data.Tables;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Storage;

namespace WalletFunctions.Reconciliation.Breaks;

/// <summary>
/// Keeps breaks in a table, a partition for each partner: <c>break~{id}</c> is the break, <c>list~{newest first}~{id}</c> its place in the list. Both rows are written in one transaction.
/// </summary>
internal sealed class TableBreakStore(AppTables tables) : IBreakStore
{
    private const string BreakProperty = "Break";
    private const string StateProperty = "State";
    private const string ListPrefix = "list~";
    private const string AfterList = "list\u007f";

    /// <summary>The fewest rows that one call of a list asks for.</summary>
    private const int MinRowsPerCall = 100;

    /// <inheritdoc/>
    public async Task<bool> OpenAsync(Break found, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(found);
        var table = await TableOfAsync(found.Partner, cancellationToken);
        try
        {
            await table.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.Add, ToRow(found, RowKeyOf(found.Id))),
                    new(TableTransactionActionType.Add, ToRow(found, ListKeyOf(found.OpenedAt, found.Id))),
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
    public async Task<Versioned<Break>?> FindAsync(PartnerId partner, BreakId id, CancellationToken cancellationToken)
    {
        var table = await TableOfAsync(partner, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(partner.Value, RowKeyOf(id), cancellationToken: cancellationToken);
        return row.HasValue && row.Value!.GetJson<Break>(BreakProperty) is { } found ? new Versioned<Break>(found, row.Value!.ETag.ToString()) : null;
    }

    /// <inheritdoc/>
    public async Task<Versioned<Break>?> ReplaceAsync(Versioned<Break> changed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        var found = changed.Value;
        var table = await TableOfAsync(found.Partner, cancellationToken);
        try
        {
            var written = await table.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.UpdateReplace, ToRow(found, RowKeyOf(found.Id)), new ETag(changed.Version)),
                    new(TableTransactionActionType.UpsertReplace, ToRow(found, ListKeyOf(found.OpenedAt, found.Id))),
                ],
                cancellationToken);
            return changed with { Version = written.Value[0].Headers.ETag?.ToString() ?? throw new InvalidDataException("A written row without an ETag.") };
        }
        catch (RequestFailedException exception) when (exception.IsStale())
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<BreakPage> ListAsync(PartnerId partner, BreakQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, BreakQuery.MaxLimit, nameof(query));
        var table = await TableOfAsync(partner, cancellationToken);
        var after = query.Cursor is { } cursor ? ListKeyOf(cursor.OpenedAt, cursor.Id) : ListPrefix;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partner.Value} and RowKey gt {after} and RowKey lt {AfterList}");

        // One more than asked for tells whether there is a next page. Not filtered by the storage, which would go through all breaks that ever were for one page.
        List<Break> found = [];
        var looks = 0;
        Break? last = null;
        await foreach (var row in table.QueryAsync<TableEntity>(filter, Math.Max(query.Limit + 1, MinRowsPerCall), cancellationToken: cancellationToken))
        {
            if (last is not null && (found.Count == query.Limit || looks == BreakQuery.MaxLooks))
            {
                return new BreakPage(found, new BreakCursor(last.OpenedAt, last.Id));
            }

            looks++;
            last = row.GetJson<Break>(BreakProperty) ?? throw new InvalidDataException($"The row {row.RowKey} holds no break.");
            if ((query.State ?? last.State) == last.State)
            {
                found.Add(last);
            }
        }

        return new BreakPage(found, null);
    }

    private static TableEntity ToRow(Break found, string rowKey)
    {
        var row = new TableEntity(found.Partner.Value, rowKey) { [StateProperty] = WireName.Of(found.State) };
        row.SetJson(BreakProperty, found);
        return row;
    }

    private static string RowKeyOf(BreakId id) => $"break~{id.Value}";

    private static string ListKeyOf(DateTimeOffset openedAt, BreakId id) =>
        string.Create(CultureInfo.InvariantCulture, $"{ListPrefix}{DateTimeOffset.MaxValue.UtcTicks - openedAt.UtcTicks:D19}~{id.Value}");

    private ValueTask<TableClient> TableOfAsync(PartnerId partner, CancellationToken cancellationToken) => tables.OfAsync(partner, AppTables.Breaks, cancellationToken);
}
