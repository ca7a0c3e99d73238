using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Local.Host.Durable.Instances;
using WalletFunctions.Local.Host.Durable.Log;

namespace WalletFunctions.Local.Host.Durable.Client;

/// <summary>Removes ended instances.</summary>
internal sealed class InstancePurger(EngineParts parts, InstanceReader reader)
{
    private static readonly TimeSpan RemovalCheck = TimeSpan.FromMilliseconds(5);

    /// <summary>Removes an instance; none if it does not exist. One that has not ended is refused with <see cref="InvalidOperationException"/>.</summary>
    public async Task<int> PurgeAsync(string id, bool recursive, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(id, withPayloads: false, cancellationToken) is not { } instance)
        {
            return 0;
        }

        if (!instance.IsCompleted)
        {
            throw new InvalidOperationException($"The orchestration instance {id} is {instance.RuntimeStatus}: only ended instances can be purged.");
        }

        return await PurgeAsync([id, .. recursive ? await ChildrenAsync(id, cancellationToken) : []], cancellationToken);
    }

    /// <summary>Removes the ended ones of these instances.</summary>
    public async Task<int> PurgeAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            if (parts.Table.TryGet(id, out var instance) && HasEnded(instance))
            {
                // Its place is on the shelf first: what is not there cannot be removed from there.
                parts.Housekeeper.Pulse();
                await parts.Life.WaitAsync(instance.IsShelved.Task, cancellationToken);
            }
        }

        if (ids.Count == 0)
        {
            return 0;
        }

        var unit = new LogUnit([.. ids.Select(id => new LogEntry.InstancePurged { InstanceId = id })]);
        parts.Log.Submit(unit);
        await parts.Life.WaitAsync(unit.Applied.Task, cancellationToken);
        while (ids.Any(parts.Table.Purges.ContainsKey))
        {
            parts.Life.Demand();
            parts.Housekeeper.Pulse();
            await Task.Delay(RemovalCheck, TimeProvider.System, cancellationToken);
        }

        return ids.Count;
    }

    /// <summary>The sub-orchestrations of an instance, and theirs, that have ended.</summary>
    public async Task<IReadOnlyList<string>> ChildrenAsync(string id, CancellationToken cancellationToken)
    {
        var children = new List<string>();
        foreach (var child in (await reader.HistoryAsync(id, cancellationToken) ?? []).OfType<HistoryEvent.ChildScheduled>())
        {
            if (await reader.FindAsync(child.InstanceId, withPayloads: false, cancellationToken) is { IsCompleted: true })
            {
                children.Add(child.InstanceId);
                children.AddRange(await ChildrenAsync(child.InstanceId, cancellationToken));
            }
        }

        return [.. children.Distinct()];
    }

    private static bool HasEnded(Instance instance)
    {
        lock (instance.Gate)
        {
            return instance.IsEnded;
        }
    }
}
