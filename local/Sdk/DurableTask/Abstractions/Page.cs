namespace Microsoft.DurableTask;

/// <summary>One page of a listing. Stand-in for <c>Microsoft.DurableTask.Page</c>.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public sealed class Page<T>
    where T : notnull
{
    /// <summary>A page and how to go on.</summary>
    public Page(IReadOnlyList<T> values, string? continuationToken = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = values;
        ContinuationToken = continuationToken;
    }

    /// <summary>The page's values.</summary>
    public IReadOnlyList<T> Values { get; }

    /// <summary>Asks for the next page; null after the last.</summary>
    public string? ContinuationToken { get; }
}
