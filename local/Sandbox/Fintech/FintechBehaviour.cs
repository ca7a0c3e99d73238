namespace WalletFunctions.Local.Sandbox.Fintech;

/// <summary>
/// How a partner's fintech misbehaves; by default it does not. May be changed while it runs. Counts are used up, one for each time.
/// </summary>
public sealed class FintechBehaviour
{
    private readonly Lock _gate = new();
    private readonly Dictionary<FintechFault, int> _left = [];
    private long _slowByTicks;
    private int _reorderWindow = 1;

    /// <summary>How long it takes to answer a callback.</summary>
    public TimeSpan SlowBy
    {
        get => new(Interlocked.Read(ref _slowByTicks));
        set => Interlocked.Exchange(ref _slowByTicks, value.Ticks);
    }

    /// <summary>How many callbacks it collects before it works on them, the last one first; 1 keeps the order.</summary>
    public int ReorderWindow
    {
        get => Volatile.Read(ref _reorderWindow);
        set => Volatile.Write(ref _reorderWindow, value);
    }

    /// <summary>Lets a fault happen, so many times from now on; <see cref="int.MaxValue"/> is always, 0 never again.</summary>
    public void Let(FintechFault fault, int times)
    {
        lock (_gate)
        {
            _left[fault] = times;
        }
    }

    /// <summary>Whether the fault happens now; uses up one time.</summary>
    internal bool Takes(FintechFault fault)
    {
        lock (_gate)
        {
            var left = _left.GetValueOrDefault(fault);
            if (left is > 0 and < int.MaxValue)
            {
                _left[fault] = left - 1;
            }

            return left > 0;
        }
    }
}

/// <summary>What a fintech can do wrong.</summary>
public enum FintechFault
{
    /// <summary>A callback's connection is cut without an answer.</summary>
    Dead,

    /// <summary>A callback is answered 503.</summary>
    Overloaded,

    /// <summary>A callback is answered 410: it wants nothing more there.</summary>
    Gone,

    /// <summary>A callback is taken and its answer lost, so that it comes again.</summary>
    LoseOwnAnswer,

    /// <summary>A request is sent twice at once, under one key.</summary>
    Duplicate,

    /// <summary>A request names another amount than the bank's event.</summary>
    LieAboutAmount,

    /// <summary>The bank's answer to a request does not arrive.</summary>
    LoseAnswer,

    /// <summary>The bank is not told what became of the provisional booking.</summary>
    ForgetAcknowledgement,

    /// <summary>A provisional booking is taken back though the bank settled it.</summary>
    ReverseWhatSettled,

    /// <summary>The bank's question how a transaction ended is answered "unknown".</summary>
    KnowNothing,
}
