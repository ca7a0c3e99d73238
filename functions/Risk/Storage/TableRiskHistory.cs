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
    Func<PartnerId, TableClient> tableOf, RiskOptions options, TimeProvider time, RiskStorageLog log) : IRiskHistory, IAsyncDisposable
{
    private readonly ConcurrentDictionary<(PartnerId Partner, string PartitionKey), Lazy<HistoryPartition>> _partitions = new();

    /// <inheritdoc/>
    public Task<RiskActivity> RecordAsync(RiskRequest request, TimeSpan lookback, CancellationToken cancellationToken)
    {
        if (RiskSubject.Of(request) is not { } subject)
        {
            return Task.FromResult(RiskActivity.None);
        }

        var (partition, rowKey) = PartitionOf(request.PartnerId, subject);
        return partition.RecordAsync(rowKey, request, lookback, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RiskActivity> PeekAsync(RiskRequest request, CancellationToken cancellationToken)
    {
        if (RiskSubject.Of(request) is not { } subject)
        {
            return Task.FromResult(RiskActivity.None);
        }

        var (partition, rowKey) = PartitionOf(request.PartnerId, subject);
        return partition.PeekAsync(rowKey, request, cancellationToken);
    }

    /// <summary>Completed when everything recorded so far is stored, or given up and reported.</summary>
    public Task WhenWritten() => Task.WhenAll(_partitions.Values.Select(partition => partition.Value.WhenWritten()));

    /// <summary>Waits for what is still being written.</summary>
    public async ValueTask DisposeAsync() => await WhenWritten();

    private (HistoryPartition Partition, string RowKey) PartitionOf(PartnerId partner, RiskSubject subject)
    {
        var (partitionKey, rowKey) = RiskTable.History(partner, subject.Id);
        var partition = _partitions.GetOrAdd((partner, partitionKey), key => new Lazy<HistoryPartition>(
            () => new HistoryPartition(tableOf(key.Partner), key.PartitionKey, options, time, log)));
        return (partition.Value, rowKey);
    }
}
