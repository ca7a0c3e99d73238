namespace Microsoft.DurableTask.Client;

/// <summary>Which instances to purge. Stand-in for <c>Microsoft.DurableTask.Client.PurgeInstancesFilter</c>.</summary>
/// <param name="CreatedFrom">Created at or after.</param>
/// <param name="CreatedTo">Created at or before.</param>
/// <param name="Statuses">In one of these statuses.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null);
