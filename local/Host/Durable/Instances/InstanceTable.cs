using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Local.Host.Durable.Log;

namespace WalletFunctions.Local.Host.Durable.Instances;

/// <summary>
/// The instances in memory: all open ones (their states may rest on the shelf) and those that ended and are not on their shelf yet. It applies log entries,
/// one at a time, the same way when they are written and when they are read again after a crash.
/// </summary>
internal sealed class InstanceTable(Action<Instance> onChanged)
{
    private readonly ConcurrentDictionary<string, Instance> _instances = new(StringComparer.Ordinal);

    /// <summary>All instances.</summary>
    public ICollection<Instance> All => _instances.Values;

    /// <summary>How many instances there are.</summary>
    public int Count => _instances.Count;

    /// <summary>Instances that ended, to be put on their shelf.</summary>
    public ConcurrentQueue<Instance> Ended { get; } = new();

    /// <summary>Ended instances to be removed from their shelf, with the record that says so.</summary>
    public ConcurrentDictionary<string, long> Purges { get; } = new(StringComparer.Ordinal);

    /// <summary>The instance of this id, if it is in memory.</summary>
    public bool TryGet(string id, [NotNullWhen(true)] out Instance? instance) => _instances.TryGetValue(id, out instance);

    /// <summary>Adds an instance; false if there is one of its id.</summary>
    public bool TryAdd(Instance instance) => _instances.TryAdd(instance.Id, instance);

    /// <summary>Puts an instance in the place of an ended one; false if that is gone.</summary>
    public bool TryReplace(Instance ended, Instance instance)
    {
        instance.Coverage.Inherit(ended.Coverage);
        if (!_instances.TryUpdate(instance.Id, instance, ended))
        {
            return false;
        }

        ended.IsShelved.TrySetResult();
        return true;
    }

    /// <summary>Forgets an instance, unless another took its place.</summary>
    public void Remove(Instance instance)
    {
        _instances.TryRemove(KeyValuePair.Create(instance.Id, instance));
        instance.IsShelved.TrySetResult();
    }

    /// <summary>Whether this very instance is still in the table.</summary>
    public bool Contains(Instance instance) => _instances.TryGetValue(instance.Id, out var present) && ReferenceEquals(present, instance);

    /// <summary>Applies an entry that is durable.</summary>
    public void Apply(long sequence, LogEntry entry)
    {
        switch (entry)
        {
            case LogEntry.InstanceAccepted accepted:
                Accept(sequence, accepted);
                break;
            case LogEntry.EventKept kept:
                Route(sequence, new Message.Deliver(kept.What, null) { To = kept.InstanceId });
                break;
            case LogEntry.EpisodeRecorded episode:
                Record(sequence, episode);
                break;
            case LogEntry.InstancePurged purged:
                Purge(sequence, purged.InstanceId);
                break;
            default:
                throw new InvalidOperationException($"The log has an entry of an unknown kind, {entry.GetType()}.");
        }
    }

    private void Accept(long sequence, LogEntry.InstanceAccepted accepted)
    {
        if (_instances.TryGetValue(accepted.InstanceId, out var present))
        {
            lock (present.Gate)
            {
                if (present.ExecutionId == accepted.Started.ExecutionId)
                {
                    if (sequence > present.Coverage.CoveredThrough)
                    {
                        present.IsAccepted = true;
                        present.Coverage.Touch(sequence);
                    }

                    present.Accepted.TrySetResult();
                }
                else if (present.IsEnded)
                {
                    Replace(sequence, accepted.InstanceId, accepted.Started);
                }
            }

            onChanged(present);
            return;
        }

        Replace(sequence, accepted.InstanceId, accepted.Started);
    }

    private void Record(long sequence, LogEntry.EpisodeRecorded episode)
    {
        if (_instances.TryGetValue(episode.InstanceId, out var instance))
        {
            var signals = new EpisodeSignals();
            lock (instance.Gate)
            {
                if (sequence > instance.Coverage.CoveredThrough)
                {
                    // A start that lost to another of the same id: the log says so to every reader, for the other stands before it.
                    if (instance.ExecutionId != episode.ExecutionId || instance.IsEnded || !instance.IsAccepted)
                    {
                        return;
                    }

                    instance.State!.Record(episode);
                    instance.Coverage.Touch(sequence);
                    signals.Take(instance);
                }
            }

            signals.Set();
            if (instance.IsEnded)
            {
                Ended.Enqueue(instance);
            }

            onChanged(instance);
        }

        foreach (var message in Message.Of(episode))
        {
            Route(sequence, message);
        }
    }

    private void Route(long sequence, Message message)
    {
        switch (message)
        {
            case Message.Start start:
                StartChild(sequence, start);
                break;
            case Message.Deliver deliver when _instances.TryGetValue(deliver.To, out var instance):
                Deliver(sequence, deliver, instance);
                break;
            default:
                break;
        }
    }

    private void StartChild(long sequence, Message.Start start)
    {
        if (_instances.TryGetValue(start.To, out var present))
        {
            lock (present.Gate)
            {
                if (sequence <= present.Coverage.CoveredThrough)
                {
                    return;
                }

                if (present.IsAccepted && !present.IsEnded)
                {
                    Route(sequence, Message.Refusal(start.To, start.Started.Parent!));
                    return;
                }
            }
        }

        Replace(sequence, start.To, start.Started);
    }

    private void Deliver(long sequence, Message.Deliver deliver, Instance instance)
    {
        lock (instance.Gate)
        {
            if (sequence <= instance.Coverage.CoveredThrough || instance.IsEnded || !instance.IsAccepted
                || (deliver.OnlyExecutionId is { } only && only != instance.ExecutionId))
            {
                return;
            }

            if (instance.State is { } state)
            {
                state.Keep(deliver.What);
            }
            else
            {
                instance.Backlog.Add(deliver.What);
            }

            instance.Coverage.Touch(sequence);
        }

        onChanged(instance);
    }

    private void Replace(long sequence, string id, HistoryEvent.ExecutionStarted started)
    {
        var instance = new Instance(id, started.Name) { State = InstanceState.Accept(started), IsAccepted = true };
        instance.Accepted.TrySetResult();
        if (_instances.TryGetValue(id, out var before))
        {
            instance.Coverage.Inherit(before.Coverage);
            before.IsShelved.TrySetResult();
            before.Accepted.TrySetException(new InstanceExistsException(id, "another start came first"));
        }

        instance.Coverage.Touch(sequence);

        _instances[id] = instance;
        Purges.TryRemove(id, out _);
        onChanged(instance);
    }

    private void Purge(long sequence, string id)
    {
        if (_instances.TryGetValue(id, out var instance))
        {
            if (!instance.IsEnded)
            {
                return;
            }

            Remove(instance);
        }

        Purges[id] = sequence;
    }
}
