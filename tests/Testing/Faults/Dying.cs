using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace WalletFunctions.Tests.Testing.Faults;

/// <summary>Counts calls to everything that it wraps, and lets the process "die" at one of them: before it acted, or after, when only the answer is lost.</summary>
internal sealed class Dying
{
    private int _calls;

    /// <summary>How many calls there were.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>The call, from 1, at which to die once; 0 for none.</summary>
    public int At { get; set; }

    /// <summary>Whether the call has acted by then.</summary>
    public bool AfterItActed { get; set; }

    /// <summary>Where it died, for messages.</summary>
    public string? Died { get; private set; }

    /// <summary>The same thing, dying.</summary>
    public T Wrap<T>(T inner)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, Proxy<T>>();
        ((Proxy<T>)(object)proxy).Set(inner, this);
        return proxy;
    }

    /// <summary>Does a step again for as long as it dies, as an engine does.</summary>
    public static async Task<T> UntilItLivesAsync<T>(Func<Task<T>> step)
    {
        while (true)
        {
            try
            {
                return await step();
            }
            catch (DeathException)
            {
                // The next attempt finds what this one left behind.
            }
        }
    }

    private object? Call(MethodInfo method, Func<object?> call)
    {
        var isNow = Interlocked.Increment(ref _calls) == At;
        if (isNow && !AfterItActed)
        {
            throw Death(method);
        }

        var result = call();
        if (isNow)
        {
            (result as Task)?.GetAwaiter().GetResult();
            throw Death(method);
        }

        return result;
    }

    private DeathException Death(MethodInfo method)
    {
        Died = $"{method.DeclaringType!.Name}.{method.Name}";
        return new DeathException();
    }

    [SuppressMessage("Performance", "CA1852", Justification = "DispatchProxy derives from it.")]
    public class Proxy<T> : DispatchProxy
        where T : class
    {
        private T? _inner;
        private Dying? _dying;

        internal void Set(T inner, Dying dying) => (_inner, _dying) = (inner, dying);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _dying!.Call(targetMethod!, () =>
        {
            try
            {
                return targetMethod!.Invoke(_inner, args);
            }
            catch (TargetInvocationException exception)
            {
                ExceptionDispatchInfo.Throw(exception.InnerException!);
                throw;
            }
        });
    }

    private sealed class DeathException : Exception;
}
