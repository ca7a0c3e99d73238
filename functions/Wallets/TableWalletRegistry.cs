using Azure;
using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Storage;

namespace WalletFunctions.Wallets;

/// <summary>
/// Registrations in the table of wallets. A wallet's row is keyed by the part of its id that follows from the external id alone, so that
/// one insert-only row is found by either id and neither can ever belong to two wallets.
/// </summary>
internal sealed class TableWalletRegistry(AppTables tables) : IWalletRegistry
{
    private const string WalletPrefix = "wallet~";
    private const string CustomerPrefix = "customer~";
    private const string Registration = "Registration";
    private const string Partition = "LedgerPartition";

    /// <inheritdoc/>
    public Task<WalletRegistration?> FindAsync(PartnerId partner, string externalWalletId, CancellationToken cancellationToken) =>
        FindRowAsync(partner, KeyOf(WalletId.Derive(partner, externalWalletId, 0)), cancellationToken);

    /// <inheritdoc/>
    public async Task<WalletRegistration?> FindAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken)
    {
        // The key leaves out the ledger partition: an id with another one is not this wallet's.
        var registration = await FindRowAsync(partner, KeyOf(wallet), cancellationToken);
        return registration?.Wallet == wallet ? registration : null;
    }

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(WalletRegistration registration, CancellationToken cancellationToken)
    {
        var key = KeyOf(registration.Wallet);
        var row = new TableEntity(AppTables.PartitionKey(registration.Partner, key), WalletPrefix + key);
        row.SetJson(Registration, registration);
        return await TryInsertAsync(registration.Partner, row, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> SettlePartitionAsync(PartnerId partner, CustomerId customer, int choice, CancellationToken cancellationToken)
    {
        var key = customer.ToKey();
        var row = new TableEntity(AppTables.PartitionKey(partner, key), CustomerPrefix + key) { [Partition] = choice };
        if (await TryInsertAsync(partner, row, cancellationToken))
        {
            return choice;
        }

        var table = await tables.OfAsync(partner, AppTables.Wallets, cancellationToken);
        var settled = await table.GetEntityAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
        return settled.Value.GetInt32(Partition) ?? throw new InvalidOperationException($"The row of a customer of '{partner}' has no partition.");
    }

    private static string KeyOf(WalletId wallet) => wallet.Value[6..];

    private async Task<WalletRegistration?> FindRowAsync(PartnerId partner, string key, CancellationToken cancellationToken)
    {
        var table = await tables.OfAsync(partner, AppTables.Wallets, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            AppTables.PartitionKey(partner, key), WalletPrefix + key, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value!.GetJson<WalletRegistration>(Registration) : null;
    }

    private async Task<bool> TryInsertAsync(PartnerId partner, TableEntity row, CancellationToken cancellationToken)
    {
        var table = await tables.OfAsync(partner, AppTables.Wallets, cancellationToken);
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            return false;
        }
    }
}
