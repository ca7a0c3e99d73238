namespace WalletFunctions.Local.Host.Durable.Instances;

/// <summary>Which log records an instance still needs: those that touched it and are not in what its shelf has. The log is kept from the oldest such record on.</summary>
internal sealed class Coverage
{
    private long _lastTouched;

    /// <summary>The last record that the shelf's document holds; 0 = none.</summary>
    public long CoveredThrough { get; private set; }

    /// <summary>The oldest record still needed; null = none.</summary>
    public long? OldestNeeded { get; private set; }

    /// <summary>Whether the open shelf has a row of this instance.</summary>
    public bool IsOnOpenShelf { get; set; }

    /// <summary>A record touched the instance.</summary>
    public void Touch(long sequence)
    {
        _lastTouched = sequence;
        OldestNeeded ??= sequence;
    }

    /// <summary>Takes the place of another: until the successor is on a shelf itself, the log keeps what either needs.</summary>
    public void Inherit(Coverage before)
    {
        OldestNeeded = before.OldestNeeded;
        IsOnOpenShelf = before.IsOnOpenShelf;
    }

    /// <summary>The shelf has the instance as it was after this record.</summary>
    public void Cover(long sequence)
    {
        CoveredThrough = sequence;
        OldestNeeded = _lastTouched > sequence ? Math.Max(OldestNeeded ?? 0, sequence + 1) : null;
    }
}
