using Azure;
using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Wallets.Opening;
using WalletFunctions.Storage;

namespace WalletFunctions.Wallets.Storage;

/// <summary>Openings in the table of wallets: the outcome beside the registration, each account of the bank in a row of its own that names its one wallet.</summary>
internal sealed class TableWalletOpenings(AppTables tables) : IWalletOpenings
{
    private const string AccountPrefix = "account~";
    private const string Outcome = "Outcome";
    private const string Account = "Account";
    private const string Wallet = "Wallet";
    private const string Since = "Since";

    /// <summary>The row that lists a wallet as not finished.</summary>
    internal static TableEntity UnfinishedRow(PartnerId partner, WalletId wallet, DateTimeOffset since) =>
        new(WalletKeys.PartitionOf(partner, wallet), WalletKeys.UnfinishedOf(wallet)) { [Wallet] = wallet.Value, [Since] = since };

    /// <inheritdoc/>
    public async Task<OpeningOutcome?> FindOutcomeAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            WalletKeys.PartitionOf(partner, wallet), WalletKeys.Outcome(wallet), cancellationToken: cancellationToken);
        return row.HasValue ? row.Value!.GetJson<OpeningOutcome>(Outcome) : null;
    }

    /// <inheritdoc/>
    public async Task<OpeningOutcome> DecideAsync(PartnerId partner, WalletId wallet, OpeningOutcome proposed, CancellationToken cancellationToken)
    {
        var row = new TableEntity(WalletKeys.PartitionOf(partner, wallet), WalletKeys.Outcome(wallet));
        row.SetJson(Outcome, proposed);
        var table = await TableAsync(partner, cancellationToken);
        return await table.TryInsertAsync(row, cancellationToken)
            ? proposed
            : await FindOutcomeAsync(partner, wallet, cancellationToken)
                ?? throw new InvalidOperationException($"The outcome of opening {wallet} exists and is not there.");
    }

    /// <inheritdoc/>
    public async Task<WalletId> BindAccountAsync(PartnerId partner, string accountId, WalletId wallet, CancellationToken cancellationToken)
    {
        var key = BankAccountKey.Of(partner, accountId);
        var row = new TableEntity(AppTables.PartitionKey(partner, key), AccountPrefix + key) { [Account] = accountId, [Wallet] = wallet.Value };
        var table = await TableAsync(partner, cancellationToken);
        if (await table.TryInsertAsync(row, cancellationToken))
        {
            return wallet;
        }

        var bound = await table.GetEntityAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
        return WalletId.Parse(bound.Value.GetString(Wallet));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<UnfinishedOpening>> ListUnfinishedAsync(PartnerId partner, int bucket, int limit, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var rows = await table.ListAsync(AppTables.PartitionKey(partner, bucket), WalletKeys.Unfinished, limit, cancellationToken);
        return [.. rows.Select(row => new UnfinishedOpening(WalletId.Parse(row.GetString(Wallet)), row.GetDateTimeOffset(Since) ?? default))];
    }

    /// <inheritdoc/>
    public async Task FinishAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        await table.DeleteEntityAsync(WalletKeys.PartitionOf(partner, wallet), WalletKeys.UnfinishedOf(wallet), ETag.All, cancellationToken);
    }

    private ValueTask<TableClient> TableAsync(PartnerId partner, CancellationToken cancellationToken) =>
        tables.OfAsync(partner, AppTables.Wallets, cancellationToken);
}
