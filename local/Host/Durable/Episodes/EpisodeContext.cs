using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Local.Host.Durable.Instances;

namespace WalletFunctions.Local.Host.Durable.Episodes;

/// <summary>The context of one episode: what the orchestrator asks for is planned or answered here. A new one is made for every episode.</summary>
internal sealed class EpisodeContext : TaskOrchestrationContext
{
    private readonly EpisodeInput _input;
    private readonly OrchestratorThread _thread;
    private readonly EpisodeServices _services;
    private readonly RetryLoop _retries;
    private int _guids;

    public EpisodeContext(EpisodeInput input, OrchestratorThread thread, EpisodeServices services)
    {
        _input = input;
        _thread = thread;
        _services = services;
        _retries = new RetryLoop(this);
        Events = new ExternalEvents(services);
        CurrentTime = input.Started.At.UtcDateTime;
    }

    /// <summary>What the orchestrator has called.</summary>
    public OpenTasks Open { get; } = new();

    /// <summary>What the orchestrator has done, as far as the history does not have it.</summary>
    public PlannedSteps Steps { get; } = new();

    /// <summary>What arrived for the orchestrator.</summary>
    public ExternalEvents Events { get; }

    /// <summary>The time of the episode that is being replayed or run.</summary>
    public DateTime CurrentTime { get; set; }

    /// <summary>Whether history is being replayed.</summary>
    public bool Replaying { get; set; }

    /// <summary>Set when the orchestrator asked to continue as new.</summary>
    public bool ContinuesAsNew { get; private set; }

    /// <summary>The input of the execution that follows.</summary>
    public object? NextInput { get; private set; }

    /// <inheritdoc/>
    public override TaskName Name => _input.Started.Name;

    /// <inheritdoc/>
    public override string InstanceId => _input.InstanceId;

    /// <inheritdoc/>
    public override ParentOrchestrationInstance? Parent
        => _input.Started.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null;

    /// <inheritdoc/>
    public override DateTime CurrentUtcDateTime => CurrentTime;

    /// <inheritdoc/>
    public override bool IsReplaying => Replaying;

    /// <inheritdoc/>
    protected override ILoggerFactory LoggerFactory => _services.LoggerFactory;

    /// <summary>The custom status as text; null if none is set.</summary>
    public string? CustomStatus { get; private set; }

    /// <summary>A payload as text; refused above the limit.</summary>
    public string? Serialize(object? value, string what) => PayloadLimit.Checked(_services.Converter.Serialize(value), what);

    /// <inheritdoc/>
    public override T? GetInput<T>()
        where T : default
    {
        _thread.Demand();
        return _services.Read<T>(_input.Started.Input);
    }

    /// <inheritdoc/>
    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        _thread.Demand();
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException("Task options were passed as the activity's input: name the parameter.", nameof(input));
        }

        var payload = Serialize(input, "activity input");
        return await _retries.RunAsync(options?.Retry, () =>
        {
            _thread.Demand();
            var taskId = Steps.Next();
            Steps.Add(taskId, new HistoryEvent.TaskScheduled(taskId, name.Name, payload));
            return AnswerOf<TResult>(taskId, name.Name);
        });
    }

    /// <inheritdoc/>
    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        _thread.Demand();
        var instanceId = InstanceIds.Checked((options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N"));
        var payload = Serialize(input, "sub-orchestration input");
        return await _retries.RunAsync(options?.Retry, () =>
        {
            _thread.Demand();
            var taskId = Steps.Next();
            Steps.Add(taskId, new HistoryEvent.ChildScheduled(taskId, orchestratorName.Name, instanceId, payload));
            return AnswerOf<TResult>(taskId, orchestratorName.Name);
        });
    }

    /// <inheritdoc/>
    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        _thread.Demand();
        var taskId = Steps.Next();
        Steps.Add(taskId, new HistoryEvent.TimerCreated(taskId, fireAt.ToUniversalTime()));
        return Open.Open(taskId, "timer", cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        _thread.Demand();
        return Events.Wait<T>(eventName, cancellationToken);
    }

    /// <inheritdoc/>
    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        _thread.Demand();
        var taskId = Steps.Next();
        Steps.Add(taskId, new HistoryEvent.EventSent(taskId, InstanceIds.Checked(instanceId), eventName, Serialize(payload, "event")));
    }

    /// <inheritdoc/>
    public override void SetCustomStatus(object? customStatus)
    {
        _thread.Demand();
        CustomStatus = Serialize(customStatus, "custom status");
    }

    /// <inheritdoc/>
    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        _thread.Demand();
        ContinuesAsNew = true;
        NextInput = newInput;
        if (!preserveUnprocessedEvents)
        {
            Events.DropKept();
        }
    }

    /// <inheritdoc/>
    public override Guid NewGuid()
    {
        _thread.Demand();
        return ReplaySafeGuid.Create(InstanceId, CurrentTime, _guids++);
    }

    private async Task<T> AnswerOf<T>(int taskId, string name)
    {
        var result = await Open.Open(taskId, name);
        return _services.Read<T>(result)!;
    }
}
