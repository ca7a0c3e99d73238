using System.Threading.Channels;
using WalletFunctions.Local.Host.Durable.Instances;
using WalletFunctions.Local.Host.Durable.Log;
using WalletFunctions.Local.Host.Durable.Storage;

namespace WalletFunctions.Local.Host.Durable.Running;

/// <summary>
/// Keeps memory and log short: puts ended instances on their shelf, lets idle ones rest on theirs, removes purged ones, and cuts the log. Its work is never
/// needed for a result, and whatever of it a crash undoes is done again.
/// </summary>
internal sealed class Housekeeper(IDurableStore store, InstanceTable table, CommitLog log, DurableEngineOptions options)
{
    // Long enough to put many instances on the shelf with one write, short enough that ended instances do not pile up.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private const int InstancesAtATime = 200;

    private readonly Channel<bool> _work = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _firstKept;
    private volatile bool _isFull;

    /// <summary>Whether there is no room for further instances.</summary>
    public bool IsFull => _isFull;

    /// <summary>Says that there may be something to do.</summary>
    public void Pulse() => _work.Writer.TryWrite(true);

    /// <summary>Keeps house until stopped.</summary>
    public async Task RunAsync(long firstKept, CancellationToken cancellationToken)
    {
        _firstKept = firstKept;
        while (true)
        {
            await _work.Reader.ReadAsync(cancellationToken);
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            await KeepAsync(cancellationToken);
        }
    }

    /// <summary>Does once what there is to do.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        while (await ShelveEndedAsync(cancellationToken))
        {
        }

        await RemovePurgedAsync(cancellationToken);
        await RestAsync(cancellationToken);
        await CutLogAsync(cancellationToken);
    }

    private async Task<bool> ShelveEndedAsync(CancellationToken cancellationToken)
    {
        // The last of an id is the one that counts: it may have ended, been started again and ended again since the last round.
        var ended = new Dictionary<string, Instance>(StringComparer.Ordinal);
        while (ended.Count < InstancesAtATime && table.Ended.TryDequeue(out var instance))
        {
            if (table.Contains(instance))
            {
                ended[instance.Id] = instance;
            }
        }

        if (ended.Count == 0)
        {
            return false;
        }

        // An ended state does not change any more, so it may be read at any time.
        await store.PutAsync(Shelf.Ended, [.. ended.Values.Select(instance => Shelving.Of(instance.Id, instance.State!, long.MaxValue))], cancellationToken);
        await LeaveOpenShelfAsync(ended.Values.Where(instance => instance.Coverage.IsOnOpenShelf), cancellationToken);
        foreach (var instance in ended.Values)
        {
            table.Remove(instance);
        }

        return true;
    }

    private Task LeaveOpenShelfAsync(IEnumerable<Instance> instances, CancellationToken cancellationToken)
    {
        var ids = instances.Select(instance => instance.Id).ToList();
        return ids.Count == 0 ? Task.CompletedTask : store.RemoveAsync(Shelf.Open, ids, cancellationToken);
    }

    private async Task RemovePurgedAsync(CancellationToken cancellationToken)
    {
        var purges = table.Purges.ToArray();
        if (purges.Length == 0)
        {
            return;
        }

        await store.RemoveAsync(Shelf.Ended, [.. purges.Select(purge => purge.Key)], cancellationToken);
        foreach (var purge in purges)
        {
            table.Purges.TryRemove(purge);
        }
    }

    private async Task RestAsync(CancellationToken cancellationToken)
    {
        if (table.Count < options.MaxResidentInstances)
        {
            _isFull = false;
            return;
        }

        var resident = table.All.Where(instance => instance.State is not null).ToList();
        var tooMany = resident.Count - (options.MaxResidentInstances * 9 / 10);
        var idle = resident.Where(CanRest).OrderBy(instance => instance.LastUsed).Take(Math.Max(tooMany, 0)).ToList();
        foreach (var group in idle.Chunk(InstancesAtATime))
        {
            await PutOpenAsync(group, cancellationToken);
            resident.RemoveAll(instance => group.Contains(instance) && TryRest(instance));
        }

        _isFull = resident.Count >= options.MaxResidentInstances;
    }

    private static bool CanRest(Instance instance)
    {
        lock (instance.Gate)
        {
            return instance.CanRest;
        }
    }

    private static bool TryRest(Instance instance)
    {
        lock (instance.Gate)
        {
            // Something may have come since it was put on the shelf: then it stays.
            if (!instance.CanRest || instance.Coverage.OldestNeeded is not null)
            {
                return false;
            }

            instance.Resting = instance.Summary;
            instance.State = null;
            return true;
        }
    }

    private async Task CutLogAsync(CancellationToken cancellationToken)
    {
        long middle;
        lock (log.BetweenRecords)
        {
            middle = log.AppliedThrough - (options.MaxLogRecords / 2);
        }

        if (middle - _firstKept < options.MaxLogRecords / 2)
        {
            return;
        }

        foreach (var group in table.All.Where(instance => Needs(instance, middle)).Chunk(InstancesAtATime))
        {
            await PutOpenAsync(group, cancellationToken);
        }

        var firstKept = OldestNeeded();
        if (firstKept > _firstKept)
        {
            await store.TruncateAsync(firstKept, cancellationToken);
            _firstKept = firstKept;
        }
    }

    private static bool Needs(Instance instance, long sequence)
    {
        lock (instance.Gate)
        {
            return instance is { IsAccepted: true, IsEnded: false, State: not null } && instance.Coverage.OldestNeeded <= sequence;
        }
    }

    private async Task PutOpenAsync(IReadOnlyCollection<Instance> instances, CancellationToken cancellationToken)
    {
        var stored = new List<StoredInstance>();
        var put = new List<(Instance Instance, long Sequence)>();
        foreach (var instance in instances)
        {
            lock (log.BetweenRecords)
            {
                lock (instance.Gate)
                {
                    if (instance is { IsEnded: false, State: { } state } && table.Contains(instance))
                    {
                        instance.Coverage.IsOnOpenShelf = true;
                        stored.Add(Shelving.Of(instance.Id, state, log.AppliedThrough));
                        put.Add((instance, log.AppliedThrough));
                    }
                }
            }
        }

        await store.PutAsync(Shelf.Open, stored, cancellationToken);
        foreach (var (instance, sequence) in put)
        {
            lock (instance.Gate)
            {
                instance.Coverage.Cover(sequence);
            }
        }
    }

    private long OldestNeeded()
    {
        lock (log.BetweenRecords)
        {
            var oldest = log.AppliedThrough + 1;
            foreach (var instance in table.All)
            {
                lock (instance.Gate)
                {
                    oldest = Math.Min(oldest, instance.Coverage.OldestNeeded ?? oldest);
                }
            }

            return table.Purges.Values.Append(oldest).Min();
        }
    }
}
