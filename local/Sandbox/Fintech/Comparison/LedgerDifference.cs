namespace WalletFunctions.Local.Sandbox.Fintech.Comparison;

/// <summary>One difference between the fintech's ledger and the bank's.</summary>
/// <param name="Subject">The wallet, or the request, that differs.</param>
/// <param name="What">What differs: <c>balance</c>, <c>sequence</c>, <c>mirror-hash</c>, <c>entry</c>, <c>provisional</c>, <c>wallet</c>, <c>arithmetic</c>.</param>
/// <param name="Fintech">What the fintech has.</param>
/// <param name="Bank">What the bank has.</param>
public sealed record LedgerDifference(string Subject, string What, string Fintech, string Bank)
{
    /// <summary>The difference in a line.</summary>
    public override string ToString() => $"{Subject}: {What}: fintech {Fintech}, bank {Bank}";
}
