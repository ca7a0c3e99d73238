using Microsoft.DurableTask;

namespace WalletFunctions.Local.Host.Durable;

/// <summary>The orchestrators and activities that the engine runs. Names are compared without regard to case.</summary>
public interface IDurableCode
{
    /// <summary>Whether an orchestrator of this name exists.</summary>
    bool HasOrchestrator(string name);

    /// <summary>Whether an activity of this name exists.</summary>
    bool HasActivity(string name);

    /// <summary>
    /// Runs an orchestrator from its beginning and returns its result, which the engine serializes. The engine calls this for every episode, on its own
    /// synchronization context: until the orchestrator's first await nothing may be awaited, and nothing may use <c>ConfigureAwait(false)</c>.
    /// An exception fails the instance.
    /// </summary>
    Task<object?> RunOrchestratorAsync(string name, TaskOrchestrationContext context);

    /// <summary>
    /// Runs an activity and returns its serialized result. An exception reaches the orchestrator as <see cref="TaskFailedException"/>. An
    /// <see cref="OperationCanceledException"/> after <paramref name="cancellationToken"/> was cancelled (the host stops) records nothing: the activity runs again.
    /// </summary>
    Task<string?> RunActivityAsync(string name, string? serializedInput, string instanceId, CancellationToken cancellationToken);
}
