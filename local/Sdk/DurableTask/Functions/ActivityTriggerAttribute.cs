using System.Diagnostics;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks an activity's input. Stand-in for <c>Microsoft.Azure.Functions.Worker.ActivityTriggerAttribute</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
[DebuggerDisplay("{Activity}")]
public sealed class ActivityTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>The activity's name; null = the function's.</summary>
    public string? Activity { get; set; }
}
