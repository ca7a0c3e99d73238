namespace WalletFunctions.Shared.Ledger.Reading;

/// <summary>Which entries, newest first.</summary>
public sealed record EntryQuery
{
    /// <summary>Where the page before ended; null: from the newest.</summary>
    public EntryCursor? Cursor { get; init; }

    /// <summary>At most, 1–200.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Not before; null: from the beginning.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before; null: up to now.</summary>
    public DateTimeOffset? Before { get; init; }
}
