using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;

namespace WalletFunctions.Local.Host.Durable.Instances;

/// <summary>
/// An instance in memory. Its state changes only when the log is applied; everything else here is forgotten by a crash, and found again from the state.
/// All members but the signals are used under <see cref="Gate"/>.
/// </summary>
internal sealed class Instance(string id, string name)
{
    /// <summary>Guards the members.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The instance's id.</summary>
    public string Id { get; } = id;

    /// <summary>The orchestrator's name.</summary>
    public string Name { get; } = name;

    /// <summary>The durable state; null while it rests on the shelf.</summary>
    public InstanceState? State { get; set; }

    /// <summary>What is known of an instance that rests on the shelf.</summary>
    public InstanceSummary? Resting { get; set; }

    /// <summary>What arrived, durably, while the state rested on the shelf.</summary>
    public List<HistoryEvent> Backlog { get; } = [];

    /// <summary>What waits for the next episode.</summary>
    public List<Arrival> Arrivals { get; } = [];

    /// <summary>What the episode under way plays.</summary>
    public List<Arrival> Playing { get; } = [];

    /// <summary>Activities that run, or wait to run, in this process.</summary>
    public HashSet<int> RunningActivities { get; } = [];

    /// <summary>Timers that are set in this process, by their numbers; disposing of one forgets it.</summary>
    public Dictionary<int, IDisposable> SetTimers { get; } = [];

    /// <summary>Whether the start is durable. Until then the instance does not exist for clients.</summary>
    public bool IsAccepted { get; set; }

    /// <summary>Whether an episode is under way, from its start until its record is durable and applied.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Whether the instance must not run yet, because its start is set for later.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Where this instance stands between log and shelves.</summary>
    public Coverage Coverage { get; } = new();

    /// <summary>When the instance was last used; the longest unused rest first.</summary>
    public long LastUsed { get; set; }

    /// <summary>Set when the start is durable; failed if it was refused.</summary>
    public TaskCompletionSource Accepted { get; } = Signal();

    /// <summary>Set when the first episode is durable.</summary>
    public TaskCompletionSource HasStarted { get; } = Signal();

    /// <summary>Set when the end is durable.</summary>
    public TaskCompletionSource HasEnded { get; } = Signal();

    /// <summary>Set when the ended instance is on its shelf, or was replaced.</summary>
    public TaskCompletionSource IsShelved { get; } = Signal();

    /// <summary>What clients may know without the payloads.</summary>
    public InstanceSummary Summary => State is { } state ? InstanceSummary.Of(Id, state) : Resting!;

    /// <summary>The current execution.</summary>
    public string ExecutionId => State?.Started.ExecutionId ?? Resting!.ExecutionId;

    /// <summary>Whether the instance has ended.</summary>
    public bool IsEnded => State?.End is not null;

    /// <summary>Whether an episode could run.</summary>
    public bool HasWork => Backlog.Count > 0 || Arrivals.Count > 0 || State is { Inbox.Count: > 0 };

    /// <summary>Whether nothing is lost in memory when the state rests on the shelf.</summary>
    public bool CanRest => State is { End: null, Inbox.Count: 0, Activities.Count: 0 } && IsAccepted && !IsBusy && !IsHeld && !HasWork;

    /// <summary>Whether the instance waits to be started.</summary>
    public bool IsPending => Summary.Status == OrchestrationRuntimeStatus.Pending;

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
