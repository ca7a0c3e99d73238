namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function. Stands in for the type of the same name in Worker.Core; hosts derive from it.</summary>
public abstract class FunctionContext
{
    /// <summary>The invocation's id, new for each run.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The function's id, the same for each run.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The distributed trace this invocation belongs to.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>The trigger's metadata.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>The attempt, for triggers with a retry policy.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>The services of this invocation's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>What is invoked.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>What middleware and the function hand to each other.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>What the host offers to this invocation.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Signals that the invocation should end.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}
