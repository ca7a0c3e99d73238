namespace WalletFunctions.Local.Host.Durable.Instances;

/// <summary>Who is told that an episode is durable: collected under the instance's gate, told outside of it.</summary>
internal sealed class EpisodeSignals
{
    private readonly List<TaskCompletionSource> _played = [];
    private readonly List<TaskCompletionSource> _dropped = [];
    private Instance? _instance;
    private bool _hasEnded;

    /// <summary>Ends the episode: takes what it played, and of an ended instance what nothing will play.</summary>
    public void Take(Instance instance)
    {
        _instance = instance;
        _hasEnded = instance.IsEnded;
        instance.IsBusy = false;
        Move(instance.Playing, _played);
        if (_hasEnded)
        {
            Move(instance.Arrivals, _dropped);
        }

        // What was answered is done; and an execution that ended or was restarted has nothing under way: what still runs answers to nobody.
        instance.RunningActivities.IntersectWith(instance.State!.Activities.Keys);
        foreach (var (taskId, timer) in instance.SetTimers)
        {
            if (!instance.State.Timers.ContainsKey(taskId))
            {
                timer.Dispose();
                instance.SetTimers.Remove(taskId);
            }
        }
    }

    /// <summary>Tells.</summary>
    public void Set()
    {
        _instance?.HasStarted.TrySetResult();
        _played.ForEach(played => played.TrySetResult());
        _dropped.ForEach(dropped => dropped.TrySetException(
            new InvalidOperationException($"The orchestration instance {_instance!.Id} ended before this reached it.")));
        if (_hasEnded)
        {
            _instance!.HasEnded.TrySetResult();
        }
    }

    private static void Move(List<Arrival> arrivals, List<TaskCompletionSource> to)
    {
        to.AddRange(arrivals.Select(arrival => arrival.Played).OfType<TaskCompletionSource>());
        arrivals.Clear();
    }
}
