using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Local.Host.Durable.Instances;
using WalletFunctions.Local.Host.Durable.Log;
using WalletFunctions.Local.Host.Durable.Storage;

namespace WalletFunctions.Local.Host.Durable.Client;

/// <summary>
/// The client of this process's engine. What a call asks for is durable when it returns. As on the Functions host, a call that names an instance which does
/// not exist is refused with <see cref="ArgumentException"/>, and one which that instance's status does not allow with <see cref="InvalidOperationException"/>.
/// </summary>
internal sealed class EngineClient : DurableTaskClient
{
    private readonly EngineParts _parts;
    private readonly InstanceStarter _starter;
    private readonly InstanceReader _reader;
    private readonly InstancePurger _purger;

    public EngineClient(string hubName, EngineParts parts)
        : base(hubName)
    {
        _parts = parts;
        _starter = new InstanceStarter(parts);
        _reader = new InstanceReader(parts);
        _purger = new InstancePurger(parts, _reader);
    }

    /// <summary>An instance's history.</summary>
    public Task<IReadOnlyList<HistoryEvent>?> HistoryAsync(string instanceId, CancellationToken cancellationToken)
        => _reader.HistoryAsync(instanceId, cancellationToken);

    /// <inheritdoc/>
    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        return _starter.StartAsync(
            options?.InstanceId is { Length: > 0 } id ? InstanceIds.Checked(id) : null,
            orchestratorName.Name,
            Serialize(input, "orchestration input"),
            options?.StartAt,
            [.. (options?.DedupeStatuses ?? []).Select(ReadStatus)],
            cancellation);
    }

    /// <inheritdoc/>
    public override async Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var raised = new HistoryEvent.EventRaised(eventName, Serialize(eventPayload, "event"));
        var instance = await OpenAsync(instanceId, "cannot take an event", cancellation);
        if (!IsHeld(instance))
        {
            await ArriveAsync(instance, raised, cancellation);
            return;
        }

        var unit = new LogUnit(new LogEntry.EventKept(raised) { InstanceId = instanceId });
        _parts.Log.Submit(unit);
        await _parts.Life.WaitAsync(unit.Applied.Task, cancellation);
    }

    /// <inheritdoc/>
    public override async Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        var instance = await OpenAsync(instanceId, "cannot be suspended", cancellation);
        Demand(instance, status => status == OrchestrationRuntimeStatus.Running, "suspended");
        await ArriveAsync(instance, new HistoryEvent.Suspended(reason), cancellation);
    }

    /// <inheritdoc/>
    public override async Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        var instance = await OpenAsync(instanceId, "cannot be resumed", cancellation);
        Demand(instance, status => status == OrchestrationRuntimeStatus.Suspended, "resumed");
        await ArriveAsync(instance, new HistoryEvent.Resumed(reason), cancellation);
    }

    /// <inheritdoc/>
    public override async Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var termination = new HistoryEvent.TerminationRequested(Serialize(options?.Output, "output"), options?.Recursive ?? false);
        await ArriveAsync(await OpenAsync(instanceId, "cannot be terminated", cancellation), termination, cancellation);
    }

    /// <inheritdoc/>
    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
        => WaitAsync(instanceId, instance => instance.HasStarted.Task, getInputsAndOutputs, cancellation);

    /// <inheritdoc/>
    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
        => WaitAsync(instanceId, instance => instance.HasEnded.Task, getInputsAndOutputs, cancellation);

    /// <inheritdoc/>
    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return _reader.FindAsync(instanceId, getInputsAndOutputs, cancellation);
    }

    /// <inheritdoc/>
    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
        => new InstancePages(_parts, _reader, Name, filter ?? new OrchestrationQuery());

    /// <inheritdoc/>
    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return new PurgeResult(await _purger.PurgeAsync(instanceId, options?.Recursive ?? false, cancellation), isComplete: true);
    }

    /// <inheritdoc/>
    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var found = new List<string>();
        var query = new OrchestrationQuery(CreatedFrom: filter.CreatedFrom, CreatedTo: filter.CreatedTo, Statuses: filter.Statuses);
        await foreach (var instance in GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            if (instance.IsCompleted)
            {
                found.Add(instance.InstanceId);
            }
        }

        foreach (var id in options?.Recursive == true ? found.ToArray() : [])
        {
            found.AddRange(await _purger.ChildrenAsync(id, cancellation));
        }

        return new PurgeResult(await _purger.PurgeAsync([.. found.Distinct()], cancellation), isComplete: true);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static OrchestrationRuntimeStatus ReadStatus(string status)
        => Enum.TryParse<OrchestrationRuntimeStatus>(status, ignoreCase: true, out var known)
            ? known
            : throw new ArgumentException($"'{status}' is not a status of an orchestration instance.");

    private static bool IsHeld(Instance instance)
    {
        lock (instance.Gate)
        {
            return instance.IsHeld;
        }
    }

    private static void Demand(Instance instance, Func<OrchestrationRuntimeStatus, bool> isAllowed, string what)
    {
        lock (instance.Gate)
        {
            if (!isAllowed(instance.Summary.Status))
            {
                throw new InvalidOperationException($"The orchestration instance {instance.Id} is {instance.Summary.Status}: it cannot be {what}.");
            }
        }
    }

    private string? Serialize(object? value, string what) => PayloadLimit.Checked(_parts.Converter.Serialize(value), what);

    private async Task ArriveAsync(Instance instance, HistoryEvent what, CancellationToken cancellation)
    {
        var played = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _parts.Pump.Arrive(instance, new Arrival(what, null, played));
        await _parts.Life.WaitAsync(played.Task, cancellation);
    }

    private async Task<Instance> OpenAsync(string instanceId, string refusal, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        _parts.Life.Demand();
        if (_parts.Table.TryGet(instanceId, out var instance) && instance.Accepted.Task.IsCompletedSuccessfully)
        {
            return instance;
        }

        throw await _parts.Store.FindAsync(Shelf.Ended, instanceId, withDocument: false, cancellation) is { } ended
            ? new InvalidOperationException($"The orchestration instance {instanceId} {refusal}: it is {ended.Status}.")
            : new ArgumentException($"No orchestration instance has the id '{instanceId}'.", nameof(instanceId));
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<Instance, Task> signal, bool withPayloads, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        _parts.Life.Demand();
        if (_parts.Table.TryGet(instanceId, out var instance) && instance.Accepted.Task.IsCompletedSuccessfully)
        {
            await _parts.Life.WaitAsync(signal(instance), cancellation);
            return await _reader.DescribeAsync(instance, withPayloads, cancellation);
        }

        return await _reader.FindAsync(instanceId, withPayloads, cancellation)
            ?? throw new InvalidOperationException($"No orchestration instance has the id '{instanceId}'.");
    }
}
