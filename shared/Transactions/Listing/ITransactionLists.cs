using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Transactions.Listing;

/// <summary>Lists transactions.</summary>
public interface ITransactionLists
{
    /// <summary>A page of a partner's transactions.</summary>
    Task<TransactionPage> ListAsync(PartnerId partner, TransactionQuery query, CancellationToken cancellationToken);
}
