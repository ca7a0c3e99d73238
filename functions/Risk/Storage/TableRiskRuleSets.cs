using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Risk.Rules;

namespace WalletFunctions.Risk.Storage;

/// <summary>
/// The partners' rule sets in an Azure table, one row each. A transaction waits for storage only the first time a process meets a partner; later the set in
/// memory is used, and refreshed in the background when it is older than the refresh time.
/// </summary>
internal sealed class TableRiskRuleSets(
    Func<PartnerId, CancellationToken, ValueTask<TableClient>> tableOf, RiskOptions options, TimeProvider time, RiskStorageLog log) : IRiskRuleSets
{
    private const string RulesProperty = "Rules";
    private const string VersionProperty = "Version";
    private readonly ConcurrentDictionary<PartnerId, Known> _known = new();

    /// <inheritdoc/>
    public async ValueTask<RiskRuleSet> ReadAsync(PartnerId partnerId, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(partnerId, out var known))
        {
            return await LoadAsync(partnerId, cancellationToken);
        }

        if (time.GetElapsedTime(known.ReadAt) >= options.RuleSetRefresh && known.TryBeginRefresh())
        {
            known.Refreshing = RefreshAsync(partnerId, known);
        }

        return known.Rules;
    }

    /// <inheritdoc/>
    public async Task<RuleSetChange> SaveAsync(PartnerId partnerId, RiskRuleSet rules, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rules);

        // What would not be read again must not be written.
        var json = RiskRuleSetJson.Write(rules);
        if (RiskRuleSetJson.Read(json) is (null, var faults))
        {
            return new RuleSetChange.Faulty(faults);
        }

        var stored = await FindAsync(partnerId, cancellationToken);
        var storedVersion = stored?.GetInt32(VersionProperty) ?? 0;
        if (rules.Version != storedVersion + 1)
        {
            return new RuleSetChange.Stale(storedVersion);
        }

        var row = new TableEntity(RiskTable.RuleSetPartition(partnerId), RiskTable.RuleSetRow)
        {
            [RulesProperty] = json,
            [VersionProperty] = rules.Version,
        };
        var table = await tableOf(partnerId, cancellationToken);
        try
        {
            _ = stored is null
                ? await table.AddEntityAsync(row, cancellationToken)
                : await table.UpdateEntityAsync(row, stored.ETag, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException raced) when (raced.Status is 404 or 409 or 412)
        {
            var winner = await FindAsync(partnerId, cancellationToken);

            // A lost answer makes the client try again, and then our own write looks like somebody else's.
            if (winner?.GetString(RulesProperty) != json)
            {
                return new RuleSetChange.Stale(winner?.GetInt32(VersionProperty) ?? 0);
            }
        }

        _known[partnerId] = new Known(rules, time.GetTimestamp());
        return new RuleSetChange.Saved();
    }

    /// <summary>Completed when no refresh of the partner's set is under way.</summary>
    internal Task WhenRefreshed(PartnerId partnerId) => _known.TryGetValue(partnerId, out var known) ? known.Refreshing : Task.CompletedTask;

    private async Task RefreshAsync(PartnerId partnerId, Known known)
    {
        try
        {
            var rules = Parse(partnerId, await FindAsync(partnerId, CancellationToken.None));
            Replace(rules);
        }
        catch (Exception failed) when (failed is RequestFailedException or OperationCanceledException or AggregateException)
        {
            log.RulesNotRefreshed(failed, partnerId.Value);
            Replace(known.Rules);
        }

        // Not over a set that was saved meanwhile.
        void Replace(RiskRuleSet rules) => _known.TryUpdate(partnerId, new Known(rules, time.GetTimestamp()), known);
    }

    private async Task<RiskRuleSet> LoadAsync(PartnerId partnerId, CancellationToken cancellationToken)
    {
        var rules = Parse(partnerId, await FindAsync(partnerId, cancellationToken));
        return _known.GetOrAdd(partnerId, new Known(rules, time.GetTimestamp())).Rules;
    }

    private RiskRuleSet Parse(PartnerId partnerId, TableEntity? row)
    {
        if (row is null)
        {
            return RiskRuleSet.Default;
        }

        var (rules, faults) = RiskRuleSetJson.Read(row.GetString(RulesProperty) ?? string.Empty);
        if (rules is null)
        {
            log.RulesUnreadable(partnerId.Value, string.Join("; ", faults));
        }

        return rules ?? RiskRuleSet.Unreadable;
    }

    private async Task<TableEntity?> FindAsync(PartnerId partnerId, CancellationToken cancellationToken)
    {
        var table = await tableOf(partnerId, cancellationToken);
        var answer = await table.GetEntityIfExistsAsync<TableEntity>(
            RiskTable.RuleSetPartition(partnerId), RiskTable.RuleSetRow, cancellationToken: cancellationToken);
        return answer.HasValue ? answer.Value : null;
    }

    private sealed class Known(RiskRuleSet rules, long readAt)
    {
        private int _isRefreshing;

        public RiskRuleSet Rules { get; } = rules;

        public long ReadAt { get; } = readAt;

        public Task Refreshing { get; set; } = Task.CompletedTask;

        public bool TryBeginRefresh() => Interlocked.Exchange(ref _isRefreshing, 1) == 0;
    }
}
