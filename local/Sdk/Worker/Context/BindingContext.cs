namespace Microsoft.Azure.Functions.Worker;

/// <summary>The trigger's metadata. Stands in for the type of the same name in Worker.Core.</summary>
public abstract class BindingContext
{
    /// <summary>Values by name.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
