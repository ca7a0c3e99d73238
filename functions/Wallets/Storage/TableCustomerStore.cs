using System.Globalization;
using Azure;
using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Wallets.Customers;
using WalletFunctions.Storage;
using WalletFunctions.Storage.WorkLists;

namespace WalletFunctions.Wallets.Storage;

/// <summary>
/// Customers in a table of their own, the only one with personal data of theirs. All rows of a customer lie in one table partition: the customer, a row per wallet, and the two lists of
/// what is still to be done about the tier.
/// </summary>
internal sealed class TableCustomerStore(AppTables tables, IWorkLists lists) : ICustomerStore
{
    private const string TierPrefix = "tier";
    private const string ExpiryPrefix = "expiry";
    private const string DayFormat = "yyyy-MM-dd";
    private const string Attributes = "Customer";
    private const string Wallet = "Wallet";
    private const string CustomerName = "CustomerId";
    private const string Since = "Since";

    // A customer with more wallets than this is a mistake of the partner's; it is seen, since what is not listed is not changed.
    private const int MaxWallets = 10_000;

    /// <inheritdoc/>
    public async Task<Versioned<Customer>?> FindAsync(PartnerId partner, CustomerId customer, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(PartitionOf(partner, customer), RowOf(customer), cancellationToken: cancellationToken);
        return row.HasValue && row.Value!.GetJson<Customer>(Attributes) is { } found ? new Versioned<Customer>(found, row.Value!.ETag.ToString()) : null;
    }

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(Customer customer, CancellationToken cancellationToken)
    {
        var table = await TableAsync(customer.Partner, cancellationToken);
        return customer.ExpiresOn is { } lastDay
            ? await table.TryInsertAsync([ToRow(customer), ExpiryRow(customer, lastDay)], cancellationToken)
            : await table.TryInsertAsync(ToRow(customer), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> TryReplaceAsync(Versioned<Customer> customer, Customer before, bool isTierOpen, CancellationToken cancellationToken)
    {
        var after = customer.Value;
        var actions = new List<TableTransactionAction> { new(TableTransactionActionType.UpdateReplace, ToRow(after), new ETag(customer.Version)) };
        if (isTierOpen)
        {
            await lists.ExpectAsync(after.Partner, WorkList.Tiers, cancellationToken);
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, TierRow(after.Partner, after.Id, after.UpdatedAt)));
        }

        // The expiry of before stays listed: it does no harm, and taking it off could fail the change where it has been taken off already.
        if (after.ExpiresOn is { } lastDay && before.ExpiresOn != lastDay)
        {
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, ExpiryRow(after, lastDay)));
        }

        var table = await TableAsync(after.Partner, cancellationToken);
        return await table.TrySubmitAsync(actions, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task LinkAsync(PartnerId partner, CustomerId customer, WalletId wallet, CancellationToken cancellationToken)
    {
        var row = new TableEntity(PartitionOf(partner, customer), $"wallet~{customer.ToKey()}~{wallet}") { [Wallet] = wallet.Value };
        var table = await TableAsync(partner, cancellationToken);
        await table.TryInsertAsync(row, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WalletId>> ListWalletsAsync(PartnerId partner, CustomerId customer, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var rows = await table.ListAsync(PartitionOf(partner, customer), "wallet~" + customer.ToKey(), MaxWallets, cancellationToken);
        return [.. rows.Select(row => WalletId.Parse(row.GetString(Wallet)))];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenTier>> ListOpenTiersAsync(PartnerId partner, int bucket, int limit, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var rows = await table.ListAsync(AppTables.PartitionKey(partner, bucket), TierPrefix, limit, cancellationToken);
        return [.. rows.Select(ReadTier)];
    }

    /// <inheritdoc/>
    public async Task OpenTierAsync(PartnerId partner, CustomerId customer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await lists.ExpectAsync(partner, WorkList.Tiers, cancellationToken);
        var table = await TableAsync(partner, cancellationToken);
        await table.UpsertEntityAsync(TierRow(partner, customer, now), TableUpdateMode.Replace, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<OpenTier?> FindOpenTierAsync(PartnerId partner, CustomerId customer, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            PartitionOf(partner, customer), TierRowOf(customer), cancellationToken: cancellationToken);
        return row.HasValue ? ReadTier(row.Value!) : null;
    }

    /// <inheritdoc/>
    public async Task CloseTierAsync(PartnerId partner, OpenTier open, CancellationToken cancellationToken)
    {
        var row = new TableEntity(PartitionOf(partner, open.Customer), TierRowOf(open.Customer));
        var table = await TableAsync(partner, cancellationToken);
        await table.TrySubmitAsync([new TableTransactionAction(TableTransactionActionType.Delete, row, new ETag(open.Version))], cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExpiredCheck>> ListExpiredAsync(
        PartnerId partner, int bucket, DateOnly today, int limit, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var rows = await table.ListAsync(
            AppTables.PartitionKey(partner, bucket), ExpiryPrefix + "~", $"{ExpiryPrefix}~{DayText(today)}", limit, cancellationToken);
        return [.. rows.Select(row => new ExpiredCheck(
            CustomerId.Parse(row.GetString(CustomerName)), DateOnly.ParseExact(row.RowKey.Split('~')[1], DayFormat, CultureInfo.InvariantCulture)))];
    }

    /// <inheritdoc/>
    public async Task CloseExpiredAsync(PartnerId partner, ExpiredCheck expired, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        await table.DeleteEntityAsync(
            PartitionOf(partner, expired.Customer), ExpiryRowOf(expired.Customer, expired.LastDay), ETag.All, cancellationToken);
    }

    private static TableEntity ToRow(Customer customer)
    {
        var row = new TableEntity(PartitionOf(customer.Partner, customer.Id), RowOf(customer.Id));
        row.SetJson(Attributes, customer);
        return row;
    }

    private static TableEntity TierRow(PartnerId partner, CustomerId customer, DateTimeOffset since) =>
        new(PartitionOf(partner, customer), TierRowOf(customer)) { [CustomerName] = customer.Value, [Since] = since };

    private static TableEntity ExpiryRow(Customer customer, DateOnly lastDay) =>
        new(PartitionOf(customer.Partner, customer.Id), ExpiryRowOf(customer.Id, lastDay)) { [CustomerName] = customer.Id.Value };

    private static OpenTier ReadTier(TableEntity row) =>
        new(CustomerId.Parse(row.GetString(CustomerName)), row.GetDateTimeOffset(Since) ?? default, row.ETag.ToString());

    private static string PartitionOf(PartnerId partner, CustomerId customer) => AppTables.PartitionKey(partner, customer.ToKey());

    private static string RowOf(CustomerId customer) => "customer~" + customer.ToKey();

    private static string TierRowOf(CustomerId customer) => $"{TierPrefix}~{customer.ToKey()}";

    private static string ExpiryRowOf(CustomerId customer, DateOnly lastDay) => $"{ExpiryPrefix}~{DayText(lastDay)}~{customer.ToKey()}";

    private static string DayText(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private ValueTask<TableClient> TableAsync(PartnerId partner, CancellationToken cancellationToken) =>
        tables.OfAsync(partner, AppTables.Customers, cancellationToken);
}
