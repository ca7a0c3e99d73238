namespace WalletFunctions.Shared.Ledger.Storage;

/// <summary>The storage did not answer, or was too busy to. Of a write nothing is known: it may have happened, and may still happen.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>An outage.</summary>
    public StoreUnavailableException() : base("The ledger's storage is unavailable.")
    {
    }

    /// <summary>An outage, in words.</summary>
    public StoreUnavailableException(string message) : base(message)
    {
    }

    /// <summary>An outage, with its cause.</summary>
    public StoreUnavailableException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>How long the storage asked to be left alone; null if it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
