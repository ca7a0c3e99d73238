using WalletFunctions.Local.Host.Durable.Instances;
using WalletFunctions.Local.Host.Durable.Storage;

namespace WalletFunctions.Local.Host.Durable.Running;

/// <summary>Instances as they are put on a shelf.</summary>
internal static class Shelving
{
    /// <summary>An instance with all of its state.</summary>
    /// <param name="id">The instance's id.</param>
    /// <param name="state">The state.</param>
    /// <param name="sequence">The last record that the state holds.</param>
    public static StoredInstance Of(string id, InstanceState state, long sequence) => new()
    {
        Id = id,
        Name = state.Started.Name,
        ExecutionId = state.Started.ExecutionId,
        Status = state.Status,
        CreatedAt = state.CreatedAt,
        UpdatedAt = state.UpdatedAt,
        Sequence = sequence,
        WakeAt = WakeAt(state),
        IsActive = state.Activities.Count > 0 || (state.Inbox.Count > 0 && state.History.Count > 0),
        Document = DurableJson.Write(state.ToDocument()),
    };

    private static DateTimeOffset? WakeAt(InstanceState state)
    {
        if (state.History.Count == 0)
        {
            return state.Started.StartAt ?? state.Started.At;
        }

        return state.Timers.Count > 0 ? new DateTimeOffset(state.Timers.Values.Min()) : null;
    }
}
