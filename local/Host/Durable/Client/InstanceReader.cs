using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Local.Host.Durable.Instances;
using WalletFunctions.Local.Host.Durable.Storage;

namespace WalletFunctions.Local.Host.Durable.Client;

/// <summary>Reads instances, wherever they are: in memory, or on a shelf.</summary>
internal sealed class InstanceReader(EngineParts parts)
{
    /// <summary>What clients may know of an instance; null if it does not exist.</summary>
    public async Task<OrchestrationMetadata?> FindAsync(string id, bool withPayloads, CancellationToken cancellationToken)
    {
        parts.Life.Demand();
        if (parts.Table.TryGet(id, out var instance) && instance.Accepted.Task.IsCompletedSuccessfully)
        {
            return await DescribeAsync(instance, withPayloads, cancellationToken);
        }

        return await parts.Store.FindAsync(Shelf.Ended, id, withPayloads, cancellationToken) is { } stored ? Describe(stored, withPayloads) : null;
    }

    /// <summary>What clients may know of an instance in memory.</summary>
    public async Task<OrchestrationMetadata> DescribeAsync(Instance instance, bool withPayloads, CancellationToken cancellationToken)
    {
        lock (instance.Gate)
        {
            if (!withPayloads || instance.State is not null)
            {
                return Describe(instance.Summary, withPayloads ? instance.State : null);
            }
        }

        // It rests on its shelf, and stays there: a look is no reason to wake it.
        return await parts.Store.FindAsync(Shelf.Open, instance.Id, withDocument: true, cancellationToken) is { } stored
            ? Describe(stored, withPayloads)
            : await DescribeAsync(instance, withPayloads, cancellationToken);
    }

    /// <summary>What clients may know of an instance on a shelf.</summary>
    public OrchestrationMetadata Describe(StoredInstance stored, bool withPayloads)
        => Describe(InstanceSummary.Of(stored), withPayloads ? InstanceState.Load(DurableJson.ReadDocument(stored.Document!)) : null);

    /// <summary>An instance's history, oldest first; null if it does not exist.</summary>
    public async Task<IReadOnlyList<HistoryEvent>?> HistoryAsync(string id, CancellationToken cancellationToken)
    {
        parts.Life.Demand();
        var shelf = Shelf.Ended;
        if (parts.Table.TryGet(id, out var instance) && instance.Accepted.Task.IsCompletedSuccessfully)
        {
            lock (instance.Gate)
            {
                if (instance.State is { } state)
                {
                    return [.. state.History];
                }
            }

            shelf = Shelf.Open;
        }

        return await parts.Store.FindAsync(shelf, id, withDocument: true, cancellationToken) is { } stored
            ? InstanceState.Load(DurableJson.ReadDocument(stored.Document!)).History
            : null;
    }

    private OrchestrationMetadata Describe(InstanceSummary summary, InstanceState? state) => new(summary.Name, summary.Id)
    {
        RuntimeStatus = summary.Status,
        CreatedAt = summary.CreatedAt,
        LastUpdatedAt = summary.UpdatedAt,
        DataConverter = state is null ? null : parts.Converter,
        SerializedInput = state?.Started.Input,
        SerializedOutput = state?.End?.Output,
        SerializedCustomStatus = state?.CustomStatus,
        FailureDetails = state?.End?.Failure?.ToDetails(),
    };
}
