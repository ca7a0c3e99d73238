using System.Reflection;

namespace WalletFunctions.Tests.Shared.Banking;

/// <summary>Lets a process die at one of the calls that it makes: before the call acts, or after it acted and before that is known.</summary>
internal sealed class Mortality(int atCall, bool afterwards)
{
    private int _calls;

    /// <summary>Whether the process has died.</summary>
    public bool HasDied { get; private set; }

    /// <summary>The same thing, whose calls count.</summary>
    public object Wrap(object inner)
    {
        // The one interface by which the code under test knows it.
        var known = inner.GetType().GetInterfaces().First(type => type.Namespace!.StartsWith("WalletFunctions.Shared", StringComparison.Ordinal) && IsUsed(type));
        var proxy = (MortalProxy)DispatchProxy.Create(known, typeof(MortalProxy));
        proxy.Inner = inner;
        proxy.Mortality = this;
        return proxy;
    }

    internal bool IsLast() => Interlocked.Increment(ref _calls) == atCall;

    internal bool DiesBefore => !afterwards;

    internal ProcessDiedException Die()
    {
        HasDied = true;
        return new ProcessDiedException();
    }

    private static bool IsUsed(Type type) => type.Name is "ITransactionStore" or "IOutcomeStore" or "ILedger" or "IBreakStore" or "ITransactionWaker";
}

/// <summary>What a call ends with when the process dies.</summary>
internal sealed class ProcessDiedException : Exception;

/// <summary>Passes calls on, and dies at one of them.</summary>
public class MortalProxy : DispatchProxy
{
    internal object Inner { get; set; } = null!;

    internal Mortality Mortality { get; set; } = null!;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (!Mortality.IsLast())
        {
            return targetMethod!.Invoke(Inner, args);
        }

        if (Mortality.DiesBefore)
        {
            throw Mortality.Die();
        }

        ((Task)targetMethod!.Invoke(Inner, args)!).GetAwaiter().GetResult();
        throw Mortality.Die();
    }
}
