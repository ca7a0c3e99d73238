using WalletFunctions.Shared.Transactions.Undo;

namespace WalletFunctions.Shared.InDoubt;

/// <summary>What the fintech answered when it was asked how a transaction ended on its side.</summary>
public abstract record FintechAnswer
{
    private FintechAnswer()
    {
    }

    /// <summary>It knows: committed or reversed.</summary>
    public sealed record Ended(AcknowledgementOutcome Outcome) : FintechAnswer;

    /// <summary>It does not know, which proves nothing.</summary>
    public sealed record Unknown : FintechAnswer;

    /// <summary>It did not answer, or not so that it can be understood.</summary>
    /// <param name="Why">In a word, for logs.</param>
    public sealed record NoAnswer(string Why) : FintechAnswer;
}
