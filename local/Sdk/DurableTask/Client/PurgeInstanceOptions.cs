namespace Microsoft.DurableTask.Client;

/// <summary>How to purge. Stand-in for <c>Microsoft.DurableTask.Client.PurgeInstanceOptions</c>.</summary>
/// <param name="Recursive">Sub-orchestrations too.</param>
public record PurgeInstanceOptions(bool Recursive = false);
