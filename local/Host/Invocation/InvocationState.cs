using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Local.Host.Functions;

namespace WalletFunctions.Local.Host.Invocation;

/// <summary>What the host keeps of one invocation while it goes through the pipeline; it travels as a feature of the context.</summary>
/// <param name="Function">What is invoked.</param>
/// <param name="Trigger">What the trigger hands over.</param>
internal sealed record InvocationState(FunctionMethod Function, object Trigger)
{
    /// <summary>Whether the pipeline has come to the function itself.</summary>
    public bool Entered { get; set; }

    /// <summary>What the function returned.</summary>
    public object? Result { get; set; }

    public static InvocationState Of(FunctionContext context) =>
        context.Features.Get<InvocationState>() ?? throw new InvalidOperationException("The invocation was not started by this host.");
}
