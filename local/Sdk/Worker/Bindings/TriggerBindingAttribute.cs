namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>The parameter that starts a function. Stands in for the type of the same name in Worker.Extensions.Abstractions.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute
{
    /// <summary>For derived attributes.</summary>
#pragma warning disable CA1012
    public TriggerBindingAttribute()
    {
    }
#pragma warning restore CA1012
}
