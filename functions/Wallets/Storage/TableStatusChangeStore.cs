using Azure;
using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Wallets.Status;
using WalletFunctions.Storage;
using WalletFunctions.Storage.WorkLists;

namespace WalletFunctions.Wallets.Storage;

/// <summary>Changes of status in the table of wallets, each listed as untold by a row beside it: both are written as one.</summary>
internal sealed class TableStatusChangeStore(AppTables tables, IWorkLists lists) : IStatusChangeStore
{
    /// <summary>Attempts at one row; each lost one means that somebody else changed it, which cannot go on for long.</summary>
    private const int MaxAttempts = 16;

    private const string Change = "Change";
    private const string Mark = "Mark";
    private const string Wallet = "Wallet";
    private const string Id = "Id";
    private const string Since = "Since";

    /// <inheritdoc/>
    public async Task AddAsync(StatusChange change, CancellationToken cancellationToken)
    {
        await lists.ExpectAsync(change.Partner, WorkList.StatusChanges, cancellationToken);
        var table = await TableAsync(change.Partner, cancellationToken);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            // One that is there already was added with its listing, by whoever began this change before.
            if (await table.TryInsertAsync([ToRow(change), UntoldRow(change)], cancellationToken))
            {
                return;
            }

            // Gone meanwhile: it was forgotten, and is to be written down anew.
            if (await FindRowAsync(table, change, cancellationToken) is { } found
                && (found.Value.RefusedAt is null || await TryReplaceAsync(table, found with { Value = found.Value with { RefusedAt = null } }, cancellationToken)))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The change {change.Id} of {change.Wallet} was changed by others {MaxAttempts} times in a row.");
    }

    /// <inheritdoc/>
    public async Task<StatusChange?> FindAsync(PartnerId partner, WalletId wallet, string id, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        return (await FindRowAsync(table, partner, wallet, id, cancellationToken))?.Value;
    }

    /// <inheritdoc/>
    public async Task CloseAsync(StatusChange told, CancellationToken cancellationToken)
    {
        var table = await TableAsync(told.Partner, cancellationToken);

        // Somebody else who told the same, at the same time, may have closed it: the first receipt is as good.
        await table.TrySubmitAsync(
            [
                new TableTransactionAction(TableTransactionActionType.Delete, UntoldRow(told), ETag.All),
                new TableTransactionAction(TableTransactionActionType.UpdateReplace, ToRow(told), ETag.All),
            ],
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task RefuseAsync(StatusChange refused, CancellationToken cancellationToken)
    {
        var table = await TableAsync(refused.Partner, cancellationToken);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await FindRowAsync(table, refused, cancellationToken) is not { Value.Receipt: null } found
                || await TryReplaceAsync(table, found with { Value = found.Value with { RefusedAt = refused.RefusedAt } }, cancellationToken))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The change {refused.Id} of {refused.Wallet} was changed by others {MaxAttempts} times in a row.");
    }

    /// <inheritdoc/>
    public async Task ForgetRefusedAsync(StatusChange refused, CancellationToken cancellationToken)
    {
        var table = await TableAsync(refused.Partner, cancellationToken);
        if (await FindRowAsync(table, refused, cancellationToken) is { Value.Receipt: null } found
            && found.Value.RefusedAt is { } at && at == refused.RefusedAt)
        {
            await table.TrySubmitAsync(
                [
                    new TableTransactionAction(TableTransactionActionType.Delete, ToRow(refused), new ETag(found.Version)),
                    new TableTransactionAction(TableTransactionActionType.Delete, UntoldRow(refused), ETag.All),
                ],
                cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task ForgetAsync(StatusChange change, CancellationToken cancellationToken)
    {
        var table = await TableAsync(change.Partner, cancellationToken);
        await table.TrySubmitAsync(
            [
                new TableTransactionAction(TableTransactionActionType.Delete, UntoldRow(change), ETag.All),
                new TableTransactionAction(TableTransactionActionType.Delete, ToRow(change), ETag.All),
            ],
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<UntoldChange>> ListUntoldAsync(PartnerId partner, int bucket, int limit, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var rows = await table.ListAsync(AppTables.PartitionKey(partner, bucket), WalletKeys.Untold, limit, cancellationToken);
        return [.. rows.Select(row => new UntoldChange(WalletId.Parse(row.GetString(Wallet)), row.GetString(Id), row.GetDateTimeOffset(Since) ?? default))];
    }

    /// <inheritdoc/>
    public async Task<Versioned<BankMark>?> FindMarkAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            WalletKeys.PartitionOf(partner, wallet), WalletKeys.Mark(wallet), cancellationToken: cancellationToken);
        return row.HasValue && row.Value!.GetJson<BankMark>(Mark) is { } mark ? new Versioned<BankMark>(mark, row.Value!.ETag.ToString()) : null;
    }

    /// <inheritdoc/>
    public async Task<bool> TrySetMarkAsync(PartnerId partner, WalletId wallet, BankMark mark, string? version, CancellationToken cancellationToken)
    {
        var row = new TableEntity(WalletKeys.PartitionOf(partner, wallet), WalletKeys.Mark(wallet));
        row.SetJson(Mark, mark);
        var table = await TableAsync(partner, cancellationToken);
        return version is null
            ? await table.TryInsertAsync(row, cancellationToken)
            : await table.TrySubmitAsync([new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, new ETag(version))], cancellationToken);
    }

    private static Task<Versioned<StatusChange>?> FindRowAsync(TableClient table, StatusChange change, CancellationToken cancellationToken) =>
        FindRowAsync(table, change.Partner, change.Wallet, change.Id, cancellationToken);

    private static async Task<Versioned<StatusChange>?> FindRowAsync(
        TableClient table, PartnerId partner, WalletId wallet, string id, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            WalletKeys.PartitionOf(partner, wallet), WalletKeys.Change(wallet, id), cancellationToken: cancellationToken);
        return row.HasValue && row.Value!.GetJson<StatusChange>(Change) is { } change ? new Versioned<StatusChange>(change, row.Value!.ETag.ToString()) : null;
    }

    private static Task<bool> TryReplaceAsync(TableClient table, Versioned<StatusChange> change, CancellationToken cancellationToken) => table.TrySubmitAsync(
        [new TableTransactionAction(TableTransactionActionType.UpdateReplace, ToRow(change.Value), new ETag(change.Version))], cancellationToken);

    private static TableEntity ToRow(StatusChange change)
    {
        var row = new TableEntity(WalletKeys.PartitionOf(change.Partner, change.Wallet), WalletKeys.Change(change.Wallet, change.Id));
        row.SetJson(Change, change);
        return row;
    }

    private static TableEntity UntoldRow(StatusChange change) =>
        new(WalletKeys.PartitionOf(change.Partner, change.Wallet), WalletKeys.UntoldOf(change.Wallet, change.Id))
        {
            [Wallet] = change.Wallet.Value,
            [Id] = change.Id,
            [Since] = change.RequestedAt,
        };

    private ValueTask<TableClient> TableAsync(PartnerId partner, CancellationToken cancellationToken) =>
        tables.OfAsync(partner, AppTables.Wallets, cancellationToken);
}
