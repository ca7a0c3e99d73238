using Azure;
using Azure.Data.Tables;
using WalletFunctions.Hosting;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Storage;

namespace WalletFunctions.Partners;

/// <summary>Keeps the partners in a table of the default storage account, which is where everything else is found from.</summary>
internal sealed class TablePartnerStore(StorageAccounts accounts, WalletSettings settings) : IPartnerStore
{
    private const string RowKey = "partner";
    private const string TimeZone = "TimeZone";
    private const string LedgerPartitions = "LedgerPartitions";
    private const string StorageAccount = "StorageAccount";
    private const string LimitProfile = "LimitProfile";
    private const string Settings = "Settings";

    private readonly TableClient _table = accounts.Of(WalletSettings.DefaultStorageAccount).GetTableClient(settings.TablePrefix + AppTables.Partners);

    /// <inheritdoc/>
    public async Task<Partner?> FindAsync(PartnerId partner, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(partner.Value, RowKey, cancellationToken: cancellationToken);
        return row.HasValue ? ToPartner(row.Value!) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Partner>> ListAsync(CancellationToken cancellationToken)
    {
        var partners = new List<Partner>();
        await foreach (var row in _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"RowKey eq {RowKey}"), cancellationToken: cancellationToken))
        {
            partners.Add(ToPartner(row));
        }

        return partners;
    }

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(Partner partner, CancellationToken cancellationToken)
    {
        var row = new TableEntity(partner.Id.Value, RowKey)
        {
            [TimeZone] = partner.TimeZone,
            [LedgerPartitions] = partner.LedgerPartitions,
            [StorageAccount] = partner.StorageAccount,
            [LimitProfile] = partner.LimitProfile.Value,
        };
        row.SetJson(Settings, partner.Settings);
        try
        {
            await _table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            return false;
        }
    }

    private static Partner ToPartner(TableEntity row) => new()
    {
        Id = PartnerId.Parse(row.PartitionKey),
        TimeZone = row.GetString(TimeZone),
        LedgerPartitions = row.GetInt32(LedgerPartitions) ?? 1,
        StorageAccount = row.GetString(StorageAccount),
        LimitProfile = LimitProfileId.Parse(row.GetString(LimitProfile)),
        Settings = row.GetJson<PartnerSettings>(Settings) ?? PartnerSettings.Default,
    };
}
