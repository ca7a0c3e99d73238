namespace Microsoft.DurableTask.Client;

/// <summary>Where an instance stands. Stand-in for <c>Microsoft.DurableTask.Client.OrchestrationRuntimeStatus</c>.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>Started, not ended.</summary>
    Running,

    /// <summary>Ended with a result.</summary>
    Completed,

    /// <summary>Not used any more.</summary>
    [Obsolete("The ContinuedAsNew status is not used any more.")]
    ContinuedAsNew,

    /// <summary>Ended with an error.</summary>
    Failed,

    /// <summary>Not used any more.</summary>
    [Obsolete("The Canceled status is not used any more.")]
    Canceled,

    /// <summary>Ended by a client.</summary>
    Terminated,

    /// <summary>Accepted, not started.</summary>
    Pending,

    /// <summary>Halted by a client until it is resumed.</summary>
    Suspended,
}
