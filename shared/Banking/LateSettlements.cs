using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Shared.Banking;

/// <summary>Books in suspense what the bank settled although it was given up here, whichever way that was learnt.</summary>
public sealed class LateSettlements(ILedger ledger, IPartnerTermsSource terms, TimeProvider time)
{
    /// <summary>Books it; again brings what it brought first, on whatever day. Throws if the ledger refuses, which it cannot: the lines move system wallets alone.</summary>
    /// <returns>The posting that it is booked under.</returns>
    public async Task<PostingId> BookAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);

        // The ledger asks for the partner's terms in memory; after a restart nobody may have read them yet.
        await terms.LoadAsync(order.Partner, cancellationToken);
        var posting = LateSettlement.Of(order, order.BusinessDateAt(time.GetUtcNow()));
        var posted = await ledger.PostAsync(posting, cancellationToken);
        return posted.IsAccepted
            ? posting.Id
            : throw new InvalidOperationException($"The late settlement of {order.Id} cannot be booked in suspense: {posted.Refusal}.");
    }
}
