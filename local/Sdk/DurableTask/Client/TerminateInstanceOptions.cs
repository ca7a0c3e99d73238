namespace Microsoft.DurableTask.Client;

/// <summary>How to terminate. Stand-in for <c>Microsoft.DurableTask.Client.TerminateInstanceOptions</c>.</summary>
/// <param name="Output">The instance's output.</param>
/// <param name="Recursive">Sub-orchestrations too.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
