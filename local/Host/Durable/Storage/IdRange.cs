namespace WalletFunctions.Local.Host.Durable.Storage;

/// <summary>A range of instance ids, in ordinal order.</summary>
/// <param name="Prefix">What the ids start with; empty = all.</param>
/// <param name="After">The ids after this one; null = from the first.</param>
public sealed record IdRange(string Prefix = "", string? After = null)
{
    /// <summary>All ids.</summary>
    public static IdRange All { get; } = new();

    /// <summary>Whether an id is in the range.</summary>
    public bool Contains(string id)
        => id.StartsWith(Prefix, StringComparison.Ordinal) && (After is null || string.CompareOrdinal(id, After) > 0);
}
