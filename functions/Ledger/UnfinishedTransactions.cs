using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Ledger;

/// <summary>Asks the transactions themselves: one without its final answer may still move money.</summary>
internal sealed class UnfinishedTransactions(ITransactionStore transactions) : IUnfinishedTransactions
{
    /// <inheritdoc/>
    public async Task<bool> IsUnfinishedAsync(PartnerId partner, TransactionId transaction, CancellationToken cancellationToken) =>
        await transactions.FindAsync(partner, transaction, cancellationToken) is { Value: var found } && (found.Answer is null || !found.Status.IsFinal());
}
