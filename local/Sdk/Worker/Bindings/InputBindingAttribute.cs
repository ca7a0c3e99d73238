namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>A parameter that brings data in. Stands in for the type of the same name in Worker.Extensions.Abstractions.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class InputBindingAttribute : BindingAttribute
{
    /// <summary>For derived attributes.</summary>
#pragma warning disable CA1012
    public InputBindingAttribute()
    {
    }
#pragma warning restore CA1012
}
