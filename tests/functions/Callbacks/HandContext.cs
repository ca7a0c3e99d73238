using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Callbacks;

namespace WalletFunctions.Tests.Functions.Callbacks;

/// <summary>
/// An orchestration without an engine: activities run at once, a timer moves the clock to its time unless the test answers for it, and what
/// the orchestrator sends is kept. Payloads go through JSON, as they do in Durable.
/// </summary>
internal sealed class HandContext(Deliveries deliveries, DeliveryOrder order) : TaskOrchestrationContext
{
    private readonly TaskCompletionSource<string> _event = new();

    public List<DateTime> Timers { get; } = [];

    public List<(string InstanceId, string Event, object Payload)> Sent { get; } = [];

    public List<DeliveryStep> Steps { get; } = [];

    public object? ContinuedWith { get; private set; }

    /// <summary>Called when a timer is made; true = the test did what ends the wait, and the timer stays silent.</summary>
    public Func<Task<bool>>? OnTimer { get; set; }

    public override TaskName Name => DeliveryOrchestration.Name;

    public override string InstanceId => DeliveryOrder.InstanceId(order.CallbackId, order.Run);

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => deliveries.Clock.Now.UtcDateTime;

    public override bool IsReplaying => false;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    public void Raise(string payload) => _event.TrySetResult(payload);

    public override T? GetInput<T>()
        where T : default => RoundTrip<T>(order);

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        var step = await new DeliveryActivities(deliveries.Deliver).StepAsync(RoundTrip<DeliveryOrder>(input)!, CancellationToken.None);
        Steps.Add(step);
        return RoundTrip<TResult>(step)!;
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        Timers.Add(fireAt);
        if (OnTimer is not null && await OnTimer())
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        deliveries.Clock.Now = fireAt > CurrentUtcDateTime ? fireAt : deliveries.Clock.Now;
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) =>
        eventName == DeliveryOrchestration.PredecessorEnded
            ? RoundTrip<T>(await _event.Task)!
            : throw new InvalidOperationException($"Nobody raises {eventName}.");

    public override void SendEvent(string instanceId, string eventName, object payload) => Sent.Add((instanceId, eventName, payload));

    public override void SetCustomStatus(object? customStatus) => throw new NotSupportedException();

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        throw new NotSupportedException();

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => ContinuedWith = newInput;

    public override Guid NewGuid() => throw new NotSupportedException();

    private static T? RoundTrip<T>(object? value) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value));
}
