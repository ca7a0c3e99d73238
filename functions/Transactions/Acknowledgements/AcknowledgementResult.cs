using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions.Acknowledgements;

/// <summary>What became of an acknowledgement.</summary>
public abstract record AcknowledgementResult
{
    private AcknowledgementResult()
    {
    }

    /// <summary>It stands, now or from before.</summary>
    /// <param name="Transaction">The transaction with it.</param>
    public sealed record Stands(Transaction Transaction) : AcknowledgementResult;

    /// <summary>The other outcome was acknowledged before, and stands; the contradiction is kept as a break.</summary>
    /// <param name="Transaction">The transaction with the earlier one.</param>
    public sealed record Contradicts(Transaction Transaction) : AcknowledgementResult;

    /// <summary>There is no such transaction.</summary>
    public sealed record Unknown : AcknowledgementResult;
}
