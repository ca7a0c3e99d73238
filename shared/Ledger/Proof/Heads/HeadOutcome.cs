namespace WalletFunctions.Shared.Ledger.Proof.Heads;

/// <summary>What became of a daily head.</summary>
public abstract record HeadOutcome
{
    private HeadOutcome()
    {
    }

    /// <summary>It is signed.</summary>
    /// <param name="Head">The head.</param>
    public sealed record Made(DailyHead Head) : HeadOutcome;

    /// <summary>The day had one already.</summary>
    public sealed record Stood : HeadOutcome;

    /// <summary>Nothing is signed: the ledger contradicts the head before, which stays the newest, for <c>verify</c> to look at.</summary>
    /// <param name="Findings">How.</param>
    public sealed record Contradicted(IReadOnlyList<Finding> Findings) : HeadOutcome;
}
