using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Shared.Banking;

/// <summary>
/// Books in suspense what the bank settled although it was given up here, whichever way that was learnt, and out of it again. Each is booked once, on whatever day it is asked for again; the
/// ledger cannot refuse, since the lines move system wallets alone.
/// </summary>
public sealed class LateSettlements(ILedger ledger, ILedgerReader reader, IPartnerTermsSource terms, TimeProvider time)
{
    /// <summary>Books it in suspense.</summary>
    /// <returns>The posting that it is booked under.</returns>
    public async Task<PostingId> BookAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return await PostAsync(order, LateSettlement.Of(order, order.BusinessDateAt(time.GetUtcNow())), cancellationToken);
    }

    /// <summary>Whether it is booked in suspense, or was.</summary>
    public async Task<bool> IsBookedAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        var posting = LateSettlement.Of(order, DateOnly.MinValue);
        return await reader.FindPostingAsync(posting.Partition, posting.Id, cancellationToken) is { Posted: not null };
    }

    /// <summary>Books it out of suspense. To be asked for only where it is booked in (<see cref="IsBookedAsync"/>).</summary>
    /// <returns>The posting that it is booked under.</returns>
    public async Task<PostingId> ClearAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return await PostAsync(order, LateSettlement.ClearingOf(order, order.BusinessDateAt(time.GetUtcNow())), cancellationToken);
    }

    private async Task<PostingId> PostAsync(TransactionOrder order, PostLines posting, CancellationToken cancellationToken)
    {
        // The ledger asks for the partner's terms in memory; after a restart nobody may have read them yet.
        await terms.LoadAsync(order.Partner, cancellationToken);
        var posted = await ledger.PostAsync(posting, cancellationToken);
        return posted.IsAccepted
            ? posting.Id
            : throw new InvalidOperationException($"The late settlement of {order.Id} cannot be booked as {posting.Id}: {posted.Refusal}.");
    }
}
