using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions;

/// <summary>What became of a request for a transaction.</summary>
public abstract record PostTransactionResult
{
    private PostTransactionResult()
    {
    }

    /// <summary>The transaction, with its answer or still without.</summary>
    /// <param name="Transaction">The transaction.</param>
    /// <param name="IsReplay">Another request had claimed the key.</param>
    public sealed record Known(Transaction Transaction, bool IsReplay) : PostTransactionResult;

    /// <summary>Not now: nothing was claimed, and the same request may come again under the same key.</summary>
    /// <param name="Refusal">Why; of a reason that may be tried again.</param>
    public sealed record NotNow(Refusal Refusal) : PostTransactionResult;

    /// <summary>The key belongs to another request.</summary>
    public sealed record KeyReused : PostTransactionResult;
}
