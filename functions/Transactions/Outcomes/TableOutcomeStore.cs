using Azure;
using Azure.Data.Tables;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Storage;

namespace WalletFunctions.Transactions.Outcomes;

/// <summary>Keeps outcomes beside the transactions that they decide: one insert-only row each, in the transaction's own table partition.</summary>
internal sealed class TableOutcomeStore(AppTables tables) : IOutcomeStore
{
    private const string OutcomeProperty = "Outcome";

    /// <inheritdoc/>
    public async Task<Outcome> DecideAsync(
        PartnerId partner, TransactionId transaction, OutcomePoint point, Outcome proposed, CancellationToken cancellationToken)
    {
        var table = await tables.OfAsync(partner, AppTables.Transactions, cancellationToken);
        var row = new TableEntity(AppTables.PartitionKey(partner, transaction.Value), RowKeyOf(transaction, point));
        row.SetJson(OutcomeProperty, proposed);
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
            return proposed;
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            return await FindAsync(partner, transaction, point, cancellationToken)
                ?? throw new InvalidOperationException($"The {WireName.Of(point)} outcome of {transaction} is there, and cannot be read.");
        }
    }

    /// <inheritdoc/>
    public async Task<Outcome?> FindAsync(PartnerId partner, TransactionId transaction, OutcomePoint point, CancellationToken cancellationToken)
    {
        var table = await tables.OfAsync(partner, AppTables.Transactions, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            AppTables.PartitionKey(partner, transaction.Value), RowKeyOf(transaction, point), cancellationToken: cancellationToken);
        return row.HasValue ? row.Value!.GetJson<Outcome>(OutcomeProperty) : null;
    }

    private static string RowKeyOf(TransactionId transaction, OutcomePoint point) => $"outcome~{transaction.Value}~{WireName.Of(point)}";
}
