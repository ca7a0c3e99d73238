using System.Collections.Concurrent;
using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.History;

namespace WalletFunctions.Risk.Storage;

/// <summary>
/// Histories in an Azure table, one row per customer. What a transaction costs: for a customer that this process saw lately, no storage wait and a share of a
/// write that happens behind its back, together with other customers'; for any other customer, one point read. No query, ever.
/// </summary>
internal sealed class TableRiskHistory(
    Func<PartnerId, CancellationToken, ValueTask<TableClient>> tableOf, RiskOptions options, TimeProvider time, RiskStorageLog log) : IRiskHistory
{
    private readonly ConcurrentDictionary<(PartnerId Partner, string PartitionKey), HistoryPartition> _partitions = new();

    /// <inheritdoc/>
    public async Task<RiskActivity> RecordAsync(RiskRequest request, TimeSpan lookback, CancellationToken cancellationToken)
    {
        if (RiskSubject.Of(request) is not { } subject)
        {
            return RiskActivity.None;
        }

        var (partition, rowKey) = await PartitionOfAsync(request.PartnerId, subject, cancellationToken);
        return await partition.RecordAsync(rowKey, request, lookback, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<RiskActivity> PeekAsync(RiskRequest request, CancellationToken cancellationToken)
    {
        if (RiskSubject.Of(request) is not { } subject)
        {
            return RiskActivity.None;
        }

        var (partition, rowKey) = await PartitionOfAsync(request.PartnerId, subject, cancellationToken);
        return await partition.PeekAsync(rowKey, request, cancellationToken);
    }

    /// <summary>Completed when everything recorded so far is stored, or given up and reported.</summary>
    public Task WhenWritten() => Task.WhenAll(_partitions.Values.Select(partition => partition.WhenWritten()));

    private async ValueTask<(HistoryPartition Partition, string RowKey)> PartitionOfAsync(
        PartnerId partner, RiskSubject subject, CancellationToken cancellationToken)
    {
        var (partitionKey, rowKey) = RiskTable.History(partner, subject.Id);
        if (!_partitions.TryGetValue((partner, partitionKey), out var partition))
        {
            var table = await tableOf(partner, cancellationToken);

            // One writer per partition and process, also when two come first: the one that loses was never used.
            partition = _partitions.GetOrAdd((partner, partitionKey), new HistoryPartition(table, partitionKey, options, time, log));
        }

        return (partition, rowKey);
    }
}
