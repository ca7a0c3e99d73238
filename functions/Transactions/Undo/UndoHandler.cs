using WalletFunctions.Http;
using WalletFunctions.Partners;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;

namespace WalletFunctions.Transactions.Undo;

/// <summary>
/// Takes requests for reversals and refunds: each is a transaction of its own under its own key, driven like any other. What the
/// original's row says against it is a stored refusal, as everything that reads rows is. What hangs on another one
/// that is still at the bank leaves no trace.
/// </summary>
public sealed class UndoHandler(ITransactionStore store, ILedgerReader ledger, TransactionClaims claims, PartnerDirectory partners, TimeProvider time)
{
    /// <summary>Takes one request.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="key">The partner's key.</param>
    /// <param name="original">What is to be taken back.</param>
    /// <param name="type">Reversal or refund.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="starter">Starts orchestrations.</param>
    /// <param name="cancellationToken">Gives up waiting; a claimed transaction goes on.</param>
    /// <returns>Null where there is no such original.</returns>
    internal async Task<PostTransactionResult?> HandleAsync(
        HttpCall call,
        IdempotencyKey key,
        TransactionId original,
        TransactionType type,
        JsonRequest<UndoRequest> request,
        ITransactionStarter starter,
        CancellationToken cancellationToken)
    {
        var id = TransactionId.Derive(call.Partner, key.Text);
        Refusal? notYet = null;
        var taken = await claims.TakeAsync(call.Partner, id, request.Fingerprint, MakeAsync, starter, cancellationToken);
        return taken is null && notYet is { } why ? new PostTransactionResult.NotNow(why) : taken;

        async Task<Transaction?> MakeAsync(CancellationToken cancel)
        {
            if (await store.FindAsync(call.Partner, original, cancel) is not { } found)
            {
                return null;
            }

            var partner = await partners.GetAsync(call.Partner, cancel);
            var terms = type == TransactionType.Reversal
                ? UndoRules.Reverse(found.Value)
                : UndoRules.Refund(found.Value, request.Value.Amount ?? throw new InvalidOperationException("A refund has an amount."));
            if (terms is Result<UndoTerms>.Accepted { Value: var allowed } && await WhyNotYetAsync(id, type, allowed, found.Value, cancel) is { } refused)
            {
                notYet = refused;
                return null;
            }

            return terms.Match(
                accepted => ClaimOf(OrderOf(partner, id, type, found.Value.Order, accepted, request.Value), key, request, call.TraceId, null),
                refusal => ClaimOf(OrderOf(partner, id, type, found.Value.Order, null, request.Value), key, request, call.TraceId, refusal));
        }
    }

    // Only what goes back through the bank can be on its way for long, and come to nothing.
    private async Task<Refusal?> WhyNotYetAsync(TransactionId id, TransactionType type, UndoTerms terms, Transaction original, CancellationToken cancellationToken)
    {
        if (terms is not { Source: { } wallet, Destination: null })
        {
            return null;
        }

        var posting = await ledger.FindPostingAsync(LedgerPartition.Of(original.Order.Partner, wallet), terms.Posting, cancellationToken);
        return UndoProgress.WhyNotYet(
            id, type, terms, original, posting?.Posted ?? throw new InvalidOperationException($"The posting {terms.Posting} of {original.Order.Id} is not there."));
    }

    // What is refused has an order too: it says what was asked for.
    private TransactionOrder OrderOf(
        Partner partner, TransactionId id, TransactionType type, TransactionOrder original, UndoTerms? terms, UndoRequest request)
    {
        return new TransactionOrder
        {
            Partner = partner.Id,
            Id = id,
            Type = type,
            Amount = terms?.Amount ?? request.Amount ?? original.Amount,
            Fee = terms?.Fee,
            Source = original.Destination,
            Destination = original.Source,
            Original = original.Id,
            OriginalPosting = terms?.Posting,
            Reference = request.Reference,
            TimeZone = partner.TimeZone,
            CreatedAt = time.GetUtcNow(),
        };
    }

    private static Transaction ClaimOf(TransactionOrder order, IdempotencyKey key, JsonRequest<UndoRequest> request, string traceId, Refusal? refusal)
    {
        var claim = new Transaction
        {
            Order = order,
            IdempotencyKey = key.Text,
            Fingerprint = request.Fingerprint,
            Request = request.Body,
            TraceId = traceId,
            UpdatedAt = order.CreatedAt,
        };
        return refusal is null ? claim : TransactionAnswers.WithAnswer(claim with { Status = TransactionStatus.Declined, Refusal = refusal });
    }
}
