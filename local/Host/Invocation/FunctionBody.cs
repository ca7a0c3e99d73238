using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Local.Host.Functions;

namespace WalletFunctions.Local.Host.Invocation;

/// <summary>Calls a function's method: makes its class, binds its parameters, awaits its result.</summary>
internal sealed class FunctionBody
{
    private static readonly MethodInfo TaskOf = typeof(FunctionBody).GetMethod(nameof(AwaitTaskOf), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo ValueTaskOf =
        typeof(FunctionBody).GetMethod(nameof(AwaitValueTaskOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly MethodInvoker _method;
    private readonly ObjectFactory? _instance;
    private readonly IReadOnlyList<ParameterBinding> _parameters;
    private readonly Func<object?, Task<object?>> _result;

    public FunctionBody(FunctionMethod function)
    {
        _method = MethodInvoker.Create(function.Method);
        _instance = function.Method.IsStatic ? null : ActivatorUtilities.CreateFactory(function.Method.DeclaringType!, []);
        _parameters = [.. function.Method.GetParameters().Select(parameter => ParameterBindings.For(function, parameter))];
        _result = ResultOf(function.Method.ReturnType);
    }

    /// <summary>Runs without awaiting anything before the function itself does: orchestrators depend on it.</summary>
    public Task<object?> RunAsync(FunctionContext context)
    {
        var arguments = new object?[_parameters.Count];
        for (var at = 0; at < arguments.Length; at++)
        {
            arguments[at] = _parameters[at](context);
        }

        return _result(_method.Invoke(_instance?.Invoke(context.InstanceServices, []), arguments.AsSpan()));
    }

    private static Func<object?, Task<object?>> ResultOf(Type type)
    {
        if (type == typeof(void))
        {
            return _ => Task.FromResult<object?>(null);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
        {
            return TaskOf.MakeGenericMethod(type.GetGenericArguments()).CreateDelegate<Func<object?, Task<object?>>>();
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            return ValueTaskOf.MakeGenericMethod(type.GetGenericArguments()).CreateDelegate<Func<object?, Task<object?>>>();
        }

        return typeof(Task).IsAssignableFrom(type) ? AwaitTask
            : type == typeof(ValueTask) ? AwaitValueTask
            : Task.FromResult;
    }

    private static async Task<object?> AwaitTask(object? task)
    {
        await (Task)task!;
        return null;
    }

    private static async Task<object?> AwaitTaskOf<T>(object? task) => await (Task<T>)task!;

    private static async Task<object?> AwaitValueTask(object? task)
    {
        await (ValueTask)task!;
        return null;
    }

    private static async Task<object?> AwaitValueTaskOf<T>(object? task) => await (ValueTask<T>)task!;
}
