using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Local.Host.Durable.Instances;
using WalletFunctions.Local.Host.Durable.Log;
using WalletFunctions.Local.Host.Durable.Storage;

namespace WalletFunctions.Local.Host.Durable.Client;

/// <summary>Starts instances, once per id: one that runs refuses another of its id; one that ended makes room, unless the start says otherwise.</summary>
internal sealed class InstanceStarter(EngineParts parts)
{
    private static readonly TimeSpan RoomCheck = TimeSpan.FromMilliseconds(10);

    /// <summary>Starts an instance; when this returns, the start is durable.</summary>
    /// <param name="id">The instance's id; null = a new one.</param>
    /// <param name="name">The orchestrator.</param>
    /// <param name="input">The serialized input.</param>
    /// <param name="startAt">When it starts; null = at once.</param>
    /// <param name="refusing">Statuses of an ended instance of this id that refuse the start.</param>
    /// <param name="cancellationToken">Stops waiting; the instance may start nevertheless.</param>
    public async Task<string> StartAsync(
        string? id,
        string name,
        string? input,
        DateTimeOffset? startAt,
        IReadOnlyCollection<OrchestrationRuntimeStatus> refusing,
        CancellationToken cancellationToken)
    {
        while (parts.Housekeeper.IsFull)
        {
            parts.Life.Demand();
            await Task.Delay(RoomCheck, TimeProvider.System, cancellationToken);
        }

        parts.Life.Demand();
        var isNew = id is null;
        var started = new HistoryEvent.ExecutionStarted(name, Guid.NewGuid().ToString("N"), input, null, parts.Clock.GetUtcNow(), startAt);
        var instance = new Instance(id ?? Guid.NewGuid().ToString("N"), name) { State = InstanceState.Accept(started) };
        while (!await TryTakePlaceAsync(instance, refusing, cancellationToken))
        {
        }

        if (!isNew)
        {
            await DemandShelfAllowsAsync(instance, refusing, cancellationToken);
        }

        Submit(instance, started);
        await parts.Life.WaitAsync(instance.Accepted.Task, cancellationToken);
        return instance.Id;
    }

    private async Task<bool> TryTakePlaceAsync(
        Instance instance, IReadOnlyCollection<OrchestrationRuntimeStatus> refusing, CancellationToken cancellationToken)
    {
        if (!parts.Table.TryGet(instance.Id, out var present))
        {
            return parts.Table.TryAdd(instance);
        }

        // Another start of this id is on its way: whether this one is refused depends on how that one fares.
        await parts.Life.WaitAsync(Task.WhenAny(present.Accepted.Task), cancellationToken);
        if (!present.Accepted.Task.IsCompletedSuccessfully)
        {
            return false;
        }

        var (hasEnded, status) = StandingOf(present);
        if (!hasEnded || refusing.Contains(status))
        {
            throw new InstanceExistsException(instance.Id, status.ToString());
        }

        return parts.Table.TryReplace(present, instance);
    }

    private async Task DemandShelfAllowsAsync(
        Instance instance, IReadOnlyCollection<OrchestrationRuntimeStatus> refusing, CancellationToken cancellationToken)
    {
        try
        {
            if (refusing.Count > 0
                && await parts.Store.FindAsync(Shelf.Ended, instance.Id, withDocument: false, cancellationToken) is { } ended
                && refusing.Contains(ended.Status))
            {
                throw new InstanceExistsException(instance.Id, ended.Status.ToString());
            }
        }
        catch (Exception refusal)
        {
            parts.Table.Remove(instance);
            instance.Accepted.TrySetException(refusal);
            throw;
        }
    }

    private void Submit(Instance instance, HistoryEvent.ExecutionStarted started)
    {
        var accepted = new LogEntry.InstanceAccepted(started) { InstanceId = instance.Id };
        if (started.StartAt is { } startAt && startAt > parts.Clock.GetUtcNow())
        {
            parts.Pump.HoldUntil(instance, startAt);
            parts.Log.Submit(new LogUnit(accepted));
            return;
        }

        parts.Pump.RunFirst(instance, accepted);
    }

    private static (bool HasEnded, OrchestrationRuntimeStatus Status) StandingOf(Instance instance)
    {
        lock (instance.Gate)
        {
            return (instance.IsEnded, instance.Summary.Status);
        }
    }
}
