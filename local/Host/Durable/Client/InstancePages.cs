using System.Runtime.CompilerServices;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.Instances;
using WalletFunctions.Local.Host.Durable.Storage;

namespace WalletFunctions.Local.Host.Durable.Client;

/// <summary>A listing of instances by a query, in the order of their ids. Open instances and ended ones are merged page by page.</summary>
internal sealed class InstancePages(EngineParts parts, InstanceReader reader, string hubName, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
{
    /// <inheritdoc/>
    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = default, int? pageSizeHint = default)
        => PagesAsync(continuationToken ?? query.ContinuationToken, pageSizeHint ?? query.PageSize, CancellationToken.None);

    private async IAsyncEnumerable<Page<OrchestrationMetadata>> PagesAsync(
        string? after, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        do
        {
            var page = await PageAsync(after, pageSize, cancellationToken);
            after = page.ContinuationToken;
            yield return page;
        }
        while (after is not null);
    }

    private async Task<Page<OrchestrationMetadata>> PageAsync(string? after, int pageSize, CancellationToken cancellationToken)
    {
        var found = new List<OrchestrationMetadata>();
        if (query.TaskHubNames?.Any() == true && !query.TaskHubNames.Contains(hubName, StringComparer.OrdinalIgnoreCase))
        {
            return new Page<OrchestrationMetadata>(found);
        }

        await foreach (var instance in MergedAsync(new IdRange(query.InstanceIdPrefix ?? string.Empty, after), cancellationToken))
        {
            if (!Matches(instance.Status, instance.CreatedAt))
            {
                continue;
            }

            if (found.Count == pageSize)
            {
                return new Page<OrchestrationMetadata>(found, found[^1].InstanceId);
            }

            found.Add(await instance.Describe());
        }

        return new Page<OrchestrationMetadata>(found);
    }

    private async IAsyncEnumerable<Listed> MergedAsync(IdRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var inMemory = new Queue<Instance>(parts.Table.All
            .Where(instance => range.Contains(instance.Id) && instance.Accepted.Task.IsCompletedSuccessfully)
            .OrderBy(instance => instance.Id, StringComparer.Ordinal));
        await foreach (var stored in parts.Store.ListAsync(Shelf.Ended, range, query.FetchInputsAndOutputs, cancellationToken))
        {
            while (inMemory.TryPeek(out var next) && string.CompareOrdinal(next.Id, stored.Id) < 0)
            {
                yield return Of(inMemory.Dequeue(), cancellationToken);
            }

            // An instance in memory is newer than what the shelf of ended ones has under its id.
            if (!(inMemory.TryPeek(out var same) && same.Id == stored.Id))
            {
                yield return new Listed(
                    stored.Status, stored.CreatedAt, () => Task.FromResult(reader.Describe(stored, query.FetchInputsAndOutputs)));
            }
        }

        while (inMemory.TryDequeue(out var rest))
        {
            yield return Of(rest, cancellationToken);
        }
    }

    private Listed Of(Instance instance, CancellationToken cancellationToken)
    {
        lock (instance.Gate)
        {
            var summary = instance.Summary;
            return new Listed(
                summary.Status, summary.CreatedAt, () => reader.DescribeAsync(instance, query.FetchInputsAndOutputs, cancellationToken));
        }
    }

    private bool Matches(OrchestrationRuntimeStatus status, DateTimeOffset createdAt)
        => (query.Statuses?.Any() != true || query.Statuses.Contains(status))
            && (query.CreatedFrom is null || createdAt >= query.CreatedFrom)
            && (query.CreatedTo is null || createdAt <= query.CreatedTo);

    private sealed record Listed(OrchestrationRuntimeStatus Status, DateTimeOffset CreatedAt, Func<Task<OrchestrationMetadata>> Describe);
}
