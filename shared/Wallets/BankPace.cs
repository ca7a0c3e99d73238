namespace WalletFunctions.Shared.Wallets;

/// <summary>How often the bank is asked or told again while its answer is not clear.</summary>
public static class BankPace
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private const int Doublings = 9;

    /// <summary>The wait after so many answers that were not clear: 1 s, 2 s, 4 s … at most 5 min, without end.</summary>
    /// <param name="unclearAnswers">1 or more.</param>
    public static TimeSpan WaitAfter(int unclearAnswers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(unclearAnswers);
        var wait = First * (1 << Math.Min(unclearAnswers - 1, Doublings));
        return wait < Longest ? wait : Longest;
    }
}
