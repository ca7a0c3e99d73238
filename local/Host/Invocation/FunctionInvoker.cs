using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Local.Host.Functions;

namespace WalletFunctions.Local.Host.Invocation;

/// <summary>Runs functions of every kind through the app's middleware, each invocation in a scope of its own.</summary>
internal sealed class FunctionInvoker
{
    // The key under which the official GetHttpContext finds the request.
    private const string HttpContextKey = "HttpRequestContext";

    private static readonly IReadOnlyDictionary<string, object?> NoData = new Dictionary<string, object?>();

    private readonly IServiceProvider _services;
    private readonly FunctionExecutionDelegate _pipeline;
    private readonly Dictionary<FunctionMethod, (LocalFunctionDefinition Definition, FunctionBody Body)> _functions;

    public FunctionInvoker(IServiceProvider services, PipelineBuilder pipeline, IEnumerable<FunctionMethod> functions)
    {
        _services = services;
        _pipeline = pipeline.Build(RunBodyAsync);
        _functions = functions.ToDictionary(function => function, function => (new LocalFunctionDefinition(function), new FunctionBody(function)));
    }

    /// <summary>Runs a function and hands its result over before the invocation's scope ends.</summary>
    public async Task InvokeAsync(
        FunctionMethod function,
        object trigger,
        IReadOnlyDictionary<string, object?>? bindingData,
        Func<object?, Task> whenDone,
        CancellationToken cancellationToken)
    {
        await using var scope = _services.CreateAsyncScope();
        var context = Context(function, trigger, bindingData ?? NoData, scope.ServiceProvider, cancellationToken);
        await _pipeline(context);
        await whenDone(InvocationState.Of(context).Result);
    }

    /// <summary>
    /// Runs an orchestrator's episode on the caller's synchronization context. Middleware that awaits before it calls the next step would take
    /// the orchestrator away from that context, so it fails the orchestration, as on Azure.
    /// </summary>
    public async Task<object?> InvokeOrchestratorAsync(FunctionMethod function, TaskOrchestrationContext orchestration)
    {
        using var scope = _services.CreateScope();
        var context = Context(function, orchestration, NoData, scope.ServiceProvider, CancellationToken.None);
        var state = InvocationState.Of(context);
        var run = _pipeline(context);
        if (!run.IsCompleted && !state.Entered)
        {
            throw new InvalidOperationException(
                $"An invalid asynchronous invocation was detected: a middleware awaited something before the orchestrator '{function.Name}' was called. For an orchestration it must call next at once.");
        }

        await run;
        return state.Result;
    }

    private LocalFunctionContext Context(
        FunctionMethod function,
        object trigger,
        IReadOnlyDictionary<string, object?> bindingData,
        IServiceProvider services,
        CancellationToken cancellationToken)
    {
        var context = new LocalFunctionContext(_functions[function].Definition, bindingData, services, cancellationToken);
        context.Features.Set(new InvocationState(function, trigger));
        if (trigger is HttpContext http)
        {
            context.Items[HttpContextKey] = http;
            http.RequestServices = services;
        }

        return context;
    }

    private async Task RunBodyAsync(FunctionContext context)
    {
        var state = InvocationState.Of(context);
        state.Entered = true;
        state.Result = await _functions[state.Function].Body.RunAsync(context);
    }
}
