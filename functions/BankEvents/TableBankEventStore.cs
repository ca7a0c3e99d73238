using Azure;
using Azure.Data.Tables;
using WalletFunctions.Json;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Storage;

namespace WalletFunctions.BankEvents;

/// <summary>Keeps the events of the bank in a table, keyed by their digest.</summary>
internal sealed class TableBankEventStore(AppTables tables) : IBankEventStore
{
    private const string Event = "Event";
    private const string State = "State";

    /// <inheritdoc/>
    public async Task<Versioned<BankEvent>?> FindAsync(PartnerId partner, BankEventKey key, CancellationToken cancellationToken)
    {
        var table = await tables.OfAsync(partner, AppTables.BankEvents, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            AppTables.PartitionKey(partner, key.Value), key.Value, cancellationToken: cancellationToken);
        return row.HasValue && row.Value!.GetJson<BankEvent>(Event) is { } found
            ? new Versioned<BankEvent>(found, row.Value!.ETag.ToString())
            : null;
    }

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(BankEvent bankEvent, CancellationToken cancellationToken)
    {
        var table = await tables.OfAsync(bankEvent.Partner, AppTables.BankEvents, cancellationToken);
        try
        {
            await table.AddEntityAsync(ToRow(bankEvent), cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task<bool> TryReplaceAsync(Versioned<BankEvent> bankEvent, CancellationToken cancellationToken)
    {
        var table = await tables.OfAsync(bankEvent.Value.Partner, AppTables.BankEvents, cancellationToken);
        try
        {
            await table.UpdateEntityAsync(ToRow(bankEvent.Value), new ETag(bankEvent.Version), TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsStale())
        {
            return false;
        }
    }

    private static TableEntity ToRow(BankEvent bankEvent)
    {
        var row = new TableEntity(AppTables.PartitionKey(bankEvent.Partner, bankEvent.Key.Value), bankEvent.Key.Value)
        {
            [State] = WireName.Of(bankEvent.State),
        };
        row.SetJson(Event, bankEvent);
        return row;
    }
}
