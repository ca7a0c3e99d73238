using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Storage;
using WalletFunctions.Storage.WorkLists;

namespace WalletFunctions.Wallets.Storage;

/// <summary>Registrations in the table of wallets. One insert-only row is found by either id; with it the wallet is listed as not opened yet.</summary>
internal sealed class TableWalletRegistry(AppTables tables, IWorkLists lists) : IWalletRegistry
{
    private const string CustomerPrefix = "customer~";
    private const string Registration = "Registration";
    private const string Partition = "LedgerPartition";

    /// <inheritdoc/>
    public Task<WalletRegistration?> FindAsync(PartnerId partner, string externalWalletId, CancellationToken cancellationToken) =>
        FindRowAsync(partner, WalletId.Derive(partner, externalWalletId, 0), cancellationToken);

    /// <inheritdoc/>
    public async Task<WalletRegistration?> FindAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken)
    {
        // The key leaves out the ledger partition: an id with another one is not this wallet's.
        var registration = await FindRowAsync(partner, wallet, cancellationToken);
        return registration?.Wallet == wallet ? registration : null;
    }

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(WalletRegistration registration, CancellationToken cancellationToken)
    {
        var (partner, wallet) = (registration.Partner, registration.Wallet);
        var row = new TableEntity(WalletKeys.PartitionOf(partner, wallet), WalletKeys.Registration(wallet));
        row.SetJson(Registration, registration);
        await lists.ExpectAsync(partner, WorkList.Openings, cancellationToken);
        var table = await TableAsync(partner, cancellationToken);
        return await table.TryInsertAsync([row, TableWalletOpenings.UnfinishedRow(partner, wallet, registration.RegisteredAt)], cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> SettlePartitionAsync(PartnerId partner, CustomerId customer, int choice, CancellationToken cancellationToken)
    {
        var key = customer.ToKey();
        var row = new TableEntity(AppTables.PartitionKey(partner, key), CustomerPrefix + key) { [Partition] = choice };
        var table = await TableAsync(partner, cancellationToken);
        if (await table.TryInsertAsync(row, cancellationToken))
        {
            return choice;
        }

        var settled = await table.GetEntityAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
        return settled.Value.GetInt32(Partition) ?? throw new InvalidOperationException($"The row of a customer of '{partner}' has no partition.");
    }

    private async Task<WalletRegistration?> FindRowAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            WalletKeys.PartitionOf(partner, wallet), WalletKeys.Registration(wallet), cancellationToken: cancellationToken);
        return row.HasValue ? row.Value!.GetJson<WalletRegistration>(Registration) : null;
    }

    private ValueTask<TableClient> TableAsync(PartnerId partner, CancellationToken cancellationToken) =>
        tables.OfAsync(partner, AppTables.Wallets, cancellationToken);
}
