namespace WalletFunctions.Shared.Ledger.Rows;

/// <summary>What a window consumed. Sums are minor units, zero or more.</summary>
/// <param name="DebitMinor">Sum of debits.</param>
/// <param name="DebitCount">Transactions that debited.</param>
/// <param name="CreditMinor">Sum of credits.</param>
/// <param name="CreditCount">Transactions that credited.</param>
public readonly record struct LimitUse(long DebitMinor, int DebitCount, long CreditMinor, int CreditCount)
{
    /// <summary>The sum of one direction.</summary>
    public long SumOf(EntryDirection direction) => direction == EntryDirection.Debit ? DebitMinor : CreditMinor;

    /// <summary>The count of one direction.</summary>
    public int CountOf(EntryDirection direction) => direction == EntryDirection.Debit ? DebitCount : CreditCount;

    /// <summary>With so much more (or, negative, less) of one direction. Throws OverflowException.</summary>
    public LimitUse Add(EntryDirection direction, long minor, int count) => direction == EntryDirection.Debit
        ? this with { DebitMinor = DebitMinor + minor, DebitCount = DebitCount + count }
        : this with { CreditMinor = CreditMinor + minor, CreditCount = CreditCount + count };
}
