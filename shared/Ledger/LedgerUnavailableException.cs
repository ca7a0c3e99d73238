namespace WalletFunctions.Shared.Ledger;

/// <summary>
/// The ledger could not find out, within its deadline, what became of a command. Nothing is half written: it happened whole or not at all, and the same command under the same id is
/// safe to send again and brings the true outcome.
/// </summary>
public sealed class LedgerUnavailableException : Exception
{
    /// <summary>An outage.</summary>
    public LedgerUnavailableException() : base("The ledger is unavailable; send the command again under the same id.")
    {
    }

    /// <summary>An outage, in words.</summary>
    public LedgerUnavailableException(string message) : base(message)
    {
    }

    /// <summary>An outage, with its cause.</summary>
    public LedgerUnavailableException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>How long the storage asked to be left alone; null if it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
