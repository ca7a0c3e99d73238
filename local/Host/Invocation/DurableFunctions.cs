using Microsoft.DurableTask;
using WalletFunctions.Local.Host.Durable;
using WalletFunctions.Local.Host.Functions;

namespace WalletFunctions.Local.Host.Invocation;

/// <summary>The app's orchestrators and activities, for the engine: each run goes through the app's middleware.</summary>
internal sealed class DurableFunctions : IDurableCode
{
    private readonly FunctionInvoker _invoker;
    private readonly PayloadJson _payload;
    private readonly Dictionary<string, FunctionMethod> _orchestrators;
    private readonly Dictionary<string, FunctionMethod> _activities;

    public DurableFunctions(FunctionInvoker invoker, PayloadJson payload, IReadOnlyList<FunctionMethod> functions)
    {
        _invoker = invoker;
        _payload = payload;
        _orchestrators = functions.Where(function => function.Trigger is FunctionTrigger.Orchestration)
            .ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
        _activities = functions.Where(function => function.Trigger is FunctionTrigger.Activity)
            .ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
    }

    public bool HasOrchestrator(string name) => _orchestrators.ContainsKey(name);

    public bool HasActivity(string name) => _activities.ContainsKey(name);

    public Task<object?> RunOrchestratorAsync(string name, TaskOrchestrationContext context) =>
        _invoker.InvokeOrchestratorAsync(_orchestrators[name], context);

    public async Task<string?> RunActivityAsync(string name, string? serializedInput, string instanceId, CancellationToken cancellationToken)
    {
        string? serializedResult = null;
        await _invoker.InvokeAsync(
            _activities[name],
            new ActivityCall(serializedInput, instanceId),
            bindingData: null,
            result =>
            {
                serializedResult = _payload.ToJson(result);
                return Task.CompletedTask;
            },
            cancellationToken);
        return serializedResult;
    }
}
