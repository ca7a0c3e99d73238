using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Local.Host.Functions;

namespace WalletFunctions.Local.Host.Invocation;

/// <summary>
/// Decides, when the host starts, where each parameter's argument comes from. What the Functions worker could not bind either is refused then,
/// not at the first call.
/// </summary>
internal static class ParameterBindings
{
    private static readonly MethodInfo OrchestrationInputOf =
        typeof(ParameterBindings).GetMethod(nameof(OrchestrationInput), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static ParameterBinding For(FunctionMethod function, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return type == typeof(FunctionContext) ? context => context
            : type == typeof(CancellationToken) ? context => context.CancellationToken
            : parameter.IsDefined(typeof(DurableClientAttribute)) ? ForDurableClient(function, parameter)
            : parameter.Name == function.TriggerParameter.Name ? ForTrigger(function, parameter)
            : type == typeof(ServiceBusMessageActions) && function.Trigger is FunctionTrigger.ServiceBus
                ? context => Trigger<MessageDelivery>(context).Actions
            : ForOther(function, parameter);
    }

    private static ParameterBinding ForDurableClient(FunctionMethod function, ParameterInfo parameter) =>
        parameter.ParameterType == typeof(DurableTaskClient)
            ? context => context.InstanceServices.GetRequiredService<DurableClientSource>().Client
            : throw CannotBind(function, parameter);

    private static ParameterBinding ForTrigger(FunctionMethod function, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return function.Trigger switch
        {
            FunctionTrigger.Http when type == typeof(HttpRequest) => context => Trigger<HttpContext>(context).Request,
            FunctionTrigger.Timer when type == typeof(TimerInfo) => Trigger<TimerInfo>,
            FunctionTrigger.Orchestration when type == typeof(TaskOrchestrationContext) => Trigger<TaskOrchestrationContext>,
            FunctionTrigger.Activity => context =>
                context.Payload().FromJson(Trigger<ActivityCall>(context).SerializedInput, type),
            FunctionTrigger.ServiceBus bus => MessageBindings.For(bus, type) ?? throw CannotBind(function, parameter),
            _ => throw CannotBind(function, parameter),
        };
    }

    private static ParameterBinding ForOther(FunctionMethod function, ParameterInfo parameter)
    {
        // As in the Durable extension, an orchestrator's first parameter without a binding takes the orchestration's input.
        if (function.Trigger is FunctionTrigger.Orchestration)
        {
            return OrchestrationInputOf.MakeGenericMethod(parameter.ParameterType).CreateDelegate<ParameterBinding>();
        }

        return function.Trigger is FunctionTrigger.Http or FunctionTrigger.ServiceBus && BindingDataText.CanBecome(parameter.ParameterType)
            ? context => BindingDataText.For(parameter, context.BindingContext.BindingData)
            : throw CannotBind(function, parameter);
    }

    private static object? OrchestrationInput<T>(FunctionContext context) => Trigger<TaskOrchestrationContext>(context).GetInput<T>();

    private static T Trigger<T>(FunctionContext context) => (T)InvocationState.Of(context).Trigger;

    private static FunctionDiscoveryException CannotBind(FunctionMethod function, ParameterInfo parameter) => new(
        $"The function '{function.Name}' ({function.EntryPoint}) has a parameter '{parameter.Name}' of type {parameter.ParameterType} that nothing can be bound to.");
}
