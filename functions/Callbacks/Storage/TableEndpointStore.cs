using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Callbacks.Storage;

/// <summary>The partners' endpoints in an Azure table: partition <c>{partner}</c>, row <c>{endpointId}</c>. Secrets stay in the vault.</summary>
public sealed class TableEndpointStore : IEndpointStore
{
    /// <summary>The table's name.</summary>
    public const string TableName = "CallbackEndpoints";

    private const int Conflict = 409;
    private const int NotFound = 404;
    private const int PreconditionFailed = 412;

    private readonly Func<PartnerId, CancellationToken, ValueTask<TableClient>> _tableOf;

    /// <summary>A store over the table of each partner's storage account.</summary>
    public TableEndpointStore(Func<PartnerId, CancellationToken, ValueTask<TableClient>> tableOf) => _tableOf = tableOf;

    /// <inheritdoc/>
    public async Task<StoredEndpoint?> FindAsync(PartnerId partner, string endpointId, CancellationToken cancellationToken)
    {
        var answer = await (await _tableOf(partner, cancellationToken)).GetEntityIfExistsAsync<TableEntity>(
            partner.Value, endpointId, cancellationToken: cancellationToken);
        return answer.HasValue ? Read(answer.Value!) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredEndpoint>> ListAsync(PartnerId partner, CancellationToken cancellationToken)
    {
        List<StoredEndpoint> found = [];
        var key = partner.Value;
        var rows = (await _tableOf(partner, cancellationToken)).QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {key}"), CallbackEndpoint.MaximumPerPartner, cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            found.Add(Read(row));
            if (found.Count == CallbackEndpoint.MaximumPerPartner)
            {
                break;
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public async Task<bool> AddAsync(CallbackEndpoint endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        try
        {
            await (await _tableOf(endpoint.Partner, cancellationToken)).AddEntityAsync(Row(endpoint), cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status == Conflict)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task<bool> SaveAsync(StoredEndpoint before, CallbackEndpoint after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        try
        {
            await (await _tableOf(after.Partner, cancellationToken)).UpdateEntityAsync(Row(after), new ETag(before.Version), TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is PreconditionFailed or NotFound)
        {
            return false;
        }
    }

    private static TableEntity Row(CallbackEndpoint endpoint)
    {
        var row = new TableEntity(endpoint.Partner.Value, endpoint.EndpointId)
        {
            ["Url"] = endpoint.Url,
            ["EventTypes"] = JsonSerializer.Serialize(endpoint.EventTypes),
            ["Secrets"] = JsonSerializer.Serialize(endpoint.Secrets),
        };
        if (endpoint.StatusUrl is { } statusUrl)
        {
            row["StatusUrl"] = statusUrl;
        }

        if (endpoint.Off is { } off)
        {
            row["OffAt"] = off.At;
            row["OffReason"] = off.Reason;
        }

        return row;
    }

    private static StoredEndpoint Read(TableEntity row) => new(
        new CallbackEndpoint
        {
            Partner = PartnerId.Parse(row.PartitionKey),
            EndpointId = row.RowKey,
            Url = row.GetString("Url"),
            StatusUrl = row.GetString("StatusUrl"),
            EventTypes = JsonSerializer.Deserialize<string[]>(row.GetString("EventTypes")) ?? [],
            Secrets = JsonSerializer.Deserialize<EndpointSecret[]>(row.GetString("Secrets")) ?? [],
            Off = row.GetDateTimeOffset("OffAt") is { } at ? new EndpointSwitchedOff(at, row.GetString("OffReason")) : null,
        },
        row.ETag.ToString());
}
