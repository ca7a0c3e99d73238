using System.Globalization;
using Azure;
using Azure.Data.Tables;
using WalletFunctions.Hosting;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Storage;

namespace WalletFunctions.Policy;

/// <summary>
/// Keeps policies and limit profiles beside the partner's own row, one insert-only row per version and per profile: that the next version is
/// inserted decides between two who change at once, and the history needs no keeping.
/// </summary>
internal sealed class TablePolicyStore(StorageAccounts accounts, WalletSettings settings) : IPolicyStore
{
    private const string PolicyPrefix = "policy~";
    private const string ProfilePrefix = "profile~";
    private const string Json = "Json";
    private const string ChangedBy = "ChangedBy";
    private const string ChangedAt = "ChangedAt";
    private const string Reason = "Reason";

    private readonly TableClient _table = accounts.Of(WalletSettings.DefaultStorageAccount).GetTableClient(settings.TablePrefix + AppTables.Partners);

    /// <inheritdoc/>
    public async Task<PolicyVersion?> FindAsync(PartnerId partner, CancellationToken cancellationToken) =>
        await ListAsync(partner, int.MaxValue, 1, cancellationToken) is [var newest] ? newest : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PolicyVersion>> ListAsync(PartnerId partner, int before, int limit, CancellationToken cancellationToken)
    {
        var found = new List<PolicyVersion>();
        await foreach (var row in ReadAsync(partner, KeyOf(before), PolicyPrefix, limit, cancellationToken))
        {
            found.Add(ToVersion(row));
            if (found.Count == limit)
            {
                break;
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public Task<bool> TryAddAsync(PartnerId partner, PolicyVersion version, CancellationToken cancellationToken)
    {
        var row = RowOf(partner, KeyOf(version.Version), PolicyJson.Write(version.Policy), version.ChangedBy, version.ChangedAt);
        row[Reason] = version.Reason;
        return TryAddAsync(row, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<StoredLimitProfile?> FindProfileAsync(PartnerId partner, LimitProfileId id, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(partner.Value, ProfilePrefix + id, cancellationToken: cancellationToken);
        return row.HasValue ? ToProfile(row.Value!) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredLimitProfile>> ListProfilesAsync(PartnerId partner, CancellationToken cancellationToken)
    {
        var found = new List<StoredLimitProfile>();
        await foreach (var row in ReadAsync(partner, ProfilePrefix, ProfilePrefix, LimitProfileRules.MaxProfiles, cancellationToken))
        {
            found.Add(ToProfile(row));
        }

        return found;
    }

    /// <inheritdoc/>
    public Task<bool> TryAddProfileAsync(PartnerId partner, StoredLimitProfile profile, CancellationToken cancellationToken) => TryAddAsync(
        RowOf(partner, ProfilePrefix + profile.Profile.Id, PolicyJson.Write(profile.Profile.Rules), profile.CreatedBy, profile.CreatedAt), cancellationToken);

    // The newest version comes first.
    private static string KeyOf(int version) => PolicyPrefix + (int.MaxValue - version).ToString("D10", CultureInfo.InvariantCulture);

    private static int VersionOf(string rowKey) => int.MaxValue - int.Parse(rowKey[PolicyPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture);

    private static TableEntity RowOf(PartnerId partner, string rowKey, string json, OperatorId? by, DateTimeOffset at)
    {
        var row = new TableEntity(partner.Value, rowKey) { [Json] = json, [ChangedAt] = at };
        if (by is { } known)
        {
            row[ChangedBy] = known.Value;
        }

        return row;
    }

    private static PolicyVersion ToVersion(TableEntity row)
    {
        var (policy, faults) = PolicyJson.ReadPolicy(row.GetString(Json));
        return new PolicyVersion(
            VersionOf(row.RowKey),
            policy ?? throw Unreadable(row, faults.Select(fault => fault.Field)),
            OperatorOf(row),
            row.GetDateTimeOffset(ChangedAt)!.Value,
            row.GetString(Reason));
    }

    private static StoredLimitProfile ToProfile(TableEntity row)
    {
        var (rules, faults) = PolicyJson.ReadLimits(row.GetString(Json));
        return new StoredLimitProfile(
            new LimitProfile(LimitProfileId.Parse(row.RowKey[ProfilePrefix.Length..]), rules ?? throw Unreadable(row, faults.Select(fault => fault.Field))),
            OperatorOf(row),
            row.GetDateTimeOffset(ChangedAt)!.Value);
    }

    // What cannot be read allows nothing: the partner's requests fail until a person has looked.
    private static InvalidOperationException Unreadable(TableEntity row, IEnumerable<string> fields) =>
        new($"The row {row.PartitionKey}/{row.RowKey} cannot be read: {string.Join(", ", fields)}.");

    private static OperatorId? OperatorOf(TableEntity row) => row.GetString(ChangedBy) is { } text ? OperatorId.Parse(text) : null;

    private AsyncPageable<TableEntity> ReadAsync(PartnerId partner, string after, string prefix, int limit, CancellationToken cancellationToken)
    {
        // Keys of one prefix end before the next character.
        var end = prefix[..^1] + (char)(prefix[^1] + 1);
        return _table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partner.Value} and RowKey gt {after} and RowKey lt {end}"), limit, cancellationToken: cancellationToken);
    }

    private async Task<bool> TryAddAsync(TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await _table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            // A lost answer makes the client try again, and then our own write looks like somebody else's.
            var stored = await _table.GetEntityAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
            return stored.Value.GetString(Json) == row.GetString(Json)
                && stored.Value.GetString(ChangedBy) == row.GetString(ChangedBy)
                && stored.Value.GetDateTimeOffset(ChangedAt) == row.GetDateTimeOffset(ChangedAt);
        }
    }
}
