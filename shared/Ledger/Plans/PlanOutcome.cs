using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;

namespace WalletFunctions.Shared.Ledger.Plans;

/// <summary>What became of a plan.</summary>
public abstract record PlanOutcome
{
    private PlanOutcome()
    {
    }

    /// <summary>All of it is posted.</summary>
    /// <param name="Receipts">The receipt of each posting, in the order of the plan.</param>
    public sealed record Posted(IReadOnlyList<PostingReceipt> Receipts) : PlanOutcome;

    /// <summary>Nothing of it is posted, and nothing is reserved.</summary>
    /// <param name="Refusals">Why, by the transaction that was refused, in the order of the plan.</param>
    public sealed record Refused(IReadOnlyList<(TransactionId Transaction, LedgerRefusal Refusal)> Refusals) : PlanOutcome;
}
