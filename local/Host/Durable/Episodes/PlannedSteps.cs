using WalletFunctions.Local.Host.Durable.History;

namespace WalletFunctions.Local.Host.Durable.Episodes;

/// <summary>
/// The steps that the orchestrator took, numbered in the order it took them. A replay takes each step again, and the history's record of it strikes it off;
/// what is left after the last event is new.
/// </summary>
internal sealed class PlannedSteps
{
    private readonly SortedDictionary<int, HistoryEvent> _steps = [];
    private int _next;

    /// <summary>The number of the next step.</summary>
    public int Next() => _next++;

    /// <summary>Notes a step.</summary>
    public void Add(int taskId, HistoryEvent step) => _steps.Add(taskId, step);

    /// <summary>The steps that the history does not have yet, in their order.</summary>
    public IReadOnlyCollection<HistoryEvent> New => _steps.Values;

    /// <summary>Strikes off a step that the history has; throws if the orchestrator did not take the same one.</summary>
    public void StrikeOff(int taskId, HistoryEvent recorded)
    {
        if (!_steps.TryGetValue(taskId, out var planned))
        {
            throw new NonDeterminismException($"the history has {Describe(recorded)} as step {taskId}, but the replay has not taken that step.");
        }

        if (!IsSame(recorded, planned))
        {
            throw new NonDeterminismException($"the history has {Describe(recorded)} as step {taskId}, but the replay took {Describe(planned)} instead.");
        }

        _steps.Remove(taskId);
    }

    // Names decide, inputs do not: so a release may change what it sends, but not the order of its steps.
    private static bool IsSame(HistoryEvent recorded, HistoryEvent planned) => (recorded, planned) switch
    {
        (HistoryEvent.TaskScheduled then, HistoryEvent.TaskScheduled now) => SameName(then.Name, now.Name),
        (HistoryEvent.TimerCreated, HistoryEvent.TimerCreated) => true,
        (HistoryEvent.ChildScheduled then, HistoryEvent.ChildScheduled now) => SameName(then.Name, now.Name),
        (HistoryEvent.EventSent then, HistoryEvent.EventSent now) => SameName(then.Name, now.Name),
        _ => false,
    };

    private static bool SameName(string then, string now) => string.Equals(then, now, StringComparison.OrdinalIgnoreCase);

    private static string Describe(HistoryEvent step) => step switch
    {
        HistoryEvent.TaskScheduled task => $"a call of the activity '{task.Name}'",
        HistoryEvent.TimerCreated => "a timer",
        HistoryEvent.ChildScheduled child => $"a call of the sub-orchestration '{child.Name}'",
        HistoryEvent.EventSent sent => $"an event '{sent.Name}' sent",
        _ => step.GetType().Name,
    };
}
