using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.DurableTask;
using WalletFunctions.Local.Host.Durable;

namespace WalletFunctions.Tests.Local.Durable.Harness;

/// <summary>Orchestrators and activities as delegates, which a test may change while instances run.</summary>
public sealed class DelegateCode : IDurableCode
{
    private readonly ConcurrentDictionary<string, Func<TaskOrchestrationContext, Task<object?>>> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Func<string?, string, CancellationToken, Task<object?>>> _activities = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every activity run, in the order they began: name and input.</summary>
    public ConcurrentQueue<(string Name, string? Input)> Runs { get; } = new();

    public DelegateCode Orchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> body)
    {
        _orchestrators[name] = body;
        return this;
    }

    public DelegateCode Activity(string name, Func<string?, object?> body) => Activity(name, (input, _, _) => Task.FromResult(body(input)));

    public DelegateCode Activity(string name, Func<string?, string, CancellationToken, Task<object?>> body)
    {
        _activities[name] = body;
        return this;
    }

    public bool HasOrchestrator(string name) => _orchestrators.ContainsKey(name);

    public bool HasActivity(string name) => _activities.ContainsKey(name);

    public Task<object?> RunOrchestratorAsync(string name, TaskOrchestrationContext context) => _orchestrators[name](context);

    public async Task<string?> RunActivityAsync(string name, string? serializedInput, string instanceId, CancellationToken cancellationToken)
    {
        Runs.Enqueue((name, serializedInput));
        var result = await _activities[name](serializedInput, instanceId, cancellationToken);
        return result is null ? null : JsonSerializer.Serialize(result);
    }
}
