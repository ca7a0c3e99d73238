namespace WalletFunctions.Tests.Shared.Ledger.Faults;

/// <summary>What goes wrong with one call of a store.</summary>
internal abstract record StoreFault
{
    private StoreFault()
    {
    }

    /// <summary>The call never reaches the storage.</summary>
    internal sealed record NotSent : StoreFault;

    /// <summary>The storage does it, and its answer is lost.</summary>
    internal sealed record AnswerLost : StoreFault;

    /// <summary>The storage does it, and its answer cannot be read: no failure that the store knows as an outage.</summary>
    internal sealed record AnswerUnreadable : StoreFault;

    /// <summary>The call arrives twice, as when something on the way repeats it: the answer is that of the second time.</summary>
    internal sealed record Twice : StoreFault;

    /// <summary>Just before, another writer replaces the rows that the call is to replace: 412.</summary>
    internal sealed record RowChanged : StoreFault;

    /// <summary>The storage is too busy: 503.</summary>
    /// <param name="RetryAfter">How long it asks to be left alone.</param>
    internal sealed record Busy(TimeSpan? RetryAfter) : StoreFault;

    /// <summary>The call is on its way until the gate opens, however long its caller waits; then the storage does it.</summary>
    /// <param name="Gate">The gate.</param>
    internal sealed record Late(Gate Gate) : StoreFault;
}
