using System.Diagnostics;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks an orchestrator's context. Stand-in for <c>Microsoft.Azure.Functions.Worker.OrchestrationTriggerAttribute</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
[DebuggerDisplay("{Orchestration}")]
public sealed class OrchestrationTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>The orchestrator's name; null = the function's.</summary>
    public string? Orchestration { get; set; }
}
