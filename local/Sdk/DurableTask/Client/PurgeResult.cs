namespace Microsoft.DurableTask.Client;

/// <summary>What a purge did. Stand-in for <c>Microsoft.DurableTask.Client.PurgeResult</c>.</summary>
public class PurgeResult
{
    /// <summary>So many instances were purged.</summary>
    public PurgeResult(int count)
    {
        if (count < 0)
        {
            throw new ArgumentException("Count must be non-negative", nameof(count));
        }

        PurgedInstanceCount = count;
    }

    /// <summary>So many instances were purged, and perhaps all of them.</summary>
    public PurgeResult(int count, bool? isComplete)
        : this(count)
        => IsComplete = isComplete;

    /// <summary>Instances purged.</summary>
    public int PurgedInstanceCount { get; }

    /// <summary>Whether nothing is left to purge; null = not known.</summary>
    public bool? IsComplete { get; }
}
