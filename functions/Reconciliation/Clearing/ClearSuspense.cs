using WalletFunctions.BankEvents;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Reconciliation.Breaks.Clearing;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Reconciliation.Clearing;

/// <summary>
/// Gets a late settlement out of suspense, after two persons said so. The break's row decides, by ETag, before anything is booked; everything after it has a key that follows from the
/// transaction, so that whoever approves once more goes on where a crash left it.
/// </summary>
public sealed class ClearSuspense(IBreakStore breaks, ITransactionStore transactions, LateSettlements late, LateSettlementQuestion question, TimeProvider time)
{
    /// <summary>Writes lost to others before it is given up, and to be asked for again.</summary>
    private const int MaxAttempts = 8;

    /// <summary>Proposes it; refused with <c>not-found</c>, or as <see cref="ClearingMoves.Propose"/> refuses.</summary>
    public async Task<Result<Break>> ProposeAsync(PartnerId partner, BreakId id, ClearingProposal proposal, OperatorId by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        return await MoveAsync(partner, id, found => ClearingMoves.Propose(found, proposal.Kind, by, proposal.Reason, time.GetUtcNow()), cancellationToken);
    }

    /// <summary>Approves it, books it and resolves the break; refused with <c>not-found</c>, or as <see cref="ClearingMoves.Approve"/> refuses.</summary>
    internal async Task<Result<Break>> ApproveAsync(
        PartnerId partner, BreakId id, ClearingApproval approval, OperatorId by, IBankEventStarter starter, CancellationToken cancellationToken)
    {
        var decided = await MoveAsync(partner, id, found => ClearingMoves.Approve(found, approval.Kind, by, time.GetUtcNow()), cancellationToken);
        if (decided is not Result<Break>.Accepted { Value: { Clearing: { Posting: null, Kind: var kind } } approved })
        {
            return decided;
        }

        var order = await OrderOfAsync(approved, cancellationToken) ?? throw new InvalidOperationException($"The transaction of {id} is not there.");
        var posting = await late.ClearAsync(order, cancellationToken);
        BankEventKey? askedBy = kind == ClearingKind.PartnerAsked ? await question.AskAsync(order, starter, cancellationToken) : null;
        return await MoveAsync(partner, id, found => new Result<Break>.Accepted(ClearingMoves.Complete(found, posting, askedBy, time.GetUtcNow())), cancellationToken);
    }

    private async Task<Result<Break>> MoveAsync(PartnerId partner, BreakId id, Func<Break, Result<Break>> move, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await breaks.FindAsync(partner, id, cancellationToken) is not { } found)
            {
                return Refused(ReasonCatalog.NotFound);
            }

            var moved = move(found.Value);
            if (moved is not Result<Break>.Accepted { Value: var value } || ReferenceEquals(value, found.Value))
            {
                return moved;
            }

            // What is not booked in suspense has no way out of it.
            if (await OrderOfAsync(found.Value, cancellationToken) is not { } order || !await late.IsBookedAsync(order, cancellationToken))
            {
                return Refused(ReasonCatalog.NothingToClear);
            }

            if (await breaks.ReplaceAsync(found with { Value = value }, cancellationToken) is not null)
            {
                return moved;
            }
        }

        throw new InvalidOperationException($"The break {id} was changed by others {MaxAttempts} times in a row.");
    }

    private async Task<TransactionOrder?> OrderOfAsync(Break found, CancellationToken cancellationToken) => found.Transaction is { } transaction
        ? (await transactions.FindAsync(found.Partner, transaction, cancellationToken))?.Value.Order
        : null;

    private static Result<Break>.Refused Refused(Reason reason) => new(Refusal.For(reason));
}
