using WalletFunctions.Local.Host.Durable.Instances;
using WalletFunctions.Local.Host.Durable.Storage;

namespace WalletFunctions.Local.Host.Durable.Running;

/// <summary>Takes resting instances from the open shelf into memory.</summary>
internal sealed class InstanceLoader(IDurableStore store)
{
    /// <summary>The state of an instance that rests on the open shelf.</summary>
    public async Task<InstanceState> ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        var stored = await store.FindAsync(Shelf.Open, instanceId, withDocument: true, cancellationToken)
            ?? throw new StoreLostException($"The instance {instanceId} is not on the open shelf, where it was put.");
        return InstanceState.Load(DurableJson.ReadDocument(stored.Document!));
    }

    /// <summary>Loads an instance's state into memory, unless it is there.</summary>
    public async Task LoadAsync(Instance instance, CancellationToken cancellationToken)
    {
        if (instance.State is not null)
        {
            return;
        }

        var state = await ReadAsync(instance.Id, cancellationToken);
        lock (instance.Gate)
        {
            if (instance.State is not null)
            {
                return;
            }

            instance.Backlog.ForEach(state.Keep);
            instance.Backlog.Clear();
            instance.State = state;
            instance.Resting = null;
        }
    }
}
