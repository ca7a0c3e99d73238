namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>The root of every binding attribute. Stands in for the type of the same name in Worker.Extensions.Abstractions.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class BindingAttribute : Attribute
{
    /// <summary>For derived attributes.</summary>
    // Public in the official package too: a stand-in keeps its accessibility.
#pragma warning disable CA1012
    public BindingAttribute()
    {
    }
#pragma warning restore CA1012
}
