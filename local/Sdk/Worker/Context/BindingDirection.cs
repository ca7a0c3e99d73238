namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which way a binding's data goes. Stands in for the enum of the same name in Worker.Core.</summary>
public enum BindingDirection
{
    /// <summary>Into the function.</summary>
    In,

    /// <summary>Out of the function.</summary>
    Out,
}
