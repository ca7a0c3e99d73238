using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Proof;

/// <summary>Tells which transactions may still move money: those have a reason to have some in <c>transit</c>.</summary>
public interface IUnfinishedTransactions
{
    /// <summary>Whether a transaction may still post. Once it is said that it may not, it never does again.</summary>
    Task<bool> IsUnfinishedAsync(PartnerId partner, TransactionId transaction, CancellationToken cancellationToken);
}
