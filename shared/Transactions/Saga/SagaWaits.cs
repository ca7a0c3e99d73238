namespace WalletFunctions.Shared.Transactions.Saga;

/// <summary>How long a transaction waits, as a pure function.</summary>
public static class SagaWaits
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>After how many waits for the bank (about a day) a person is called: the bank owes an outcome.</summary>
    public const int OverdueAfterWaits = 36;

    /// <summary>How long to wait before the bank is asked again: half a second at first, twice as long each time, an hour at most.</summary>
    /// <param name="waits">How often was waited before: zero or more.</param>
    public static TimeSpan BeforeAskingBank(int waits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(waits);
        const int doublings = 13;
        var wait = FirstWait * (1 << Math.Min(waits, doublings));
        return wait < LongestWait ? wait : LongestWait;
    }
}
