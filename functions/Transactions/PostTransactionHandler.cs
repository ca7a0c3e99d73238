using WalletFunctions.Http;
using WalletFunctions.Partners;
using WalletFunctions.Policy;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Wallets;

namespace WalletFunctions.Transactions;

/// <summary>
/// Takes a request for a transaction: what was asked for becomes an order, and what rows say against it a stored refusal.
/// </summary>
public sealed class PostTransactionHandler(
    TransactionClaims claims,
    PartnerDirectory partners,
    WalletDirectory wallets,
    TransactionPolicy policy,
    TimeProvider time)
{
    /// <summary>Takes one request.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="key">The partner's key.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="starter">Starts orchestrations.</param>
    /// <param name="cancellationToken">Gives up waiting; a claimed transaction goes on.</param>
    internal async Task<PostTransactionResult> HandleAsync(
        HttpCall call, IdempotencyKey key, JsonRequest<TransactionRequest> request, ITransactionStarter starter, CancellationToken cancellationToken)
    {
        var id = TransactionId.Derive(call.Partner, key.Text);

        // Read while the key is looked up: a new request needs both.
        var warmed = wallets.WarmAsync(call.Partner, [request.Value.Source, request.Value.Destination], cancellationToken);
        var result = await claims.TakeAsync(call.Partner, id, request.Fingerprint, MakeAsync, starter, cancellationToken);
        return result ?? throw new InvalidOperationException("A request for a transaction always claims its key.");

        async Task<Transaction?> MakeAsync(CancellationToken cancel)
        {
            await warmed;
            var order = TransactionOrders.Of(await partners.GetAsync(call.Partner, cancel), id, request.Value, time.GetUtcNow());
            return ClaimOf(order, key, request, call.TraceId, await policy.CheckAsync(order, cancel));
        }
    }

    private static Transaction ClaimOf(
        TransactionOrder order, IdempotencyKey key, JsonRequest<TransactionRequest> request, string traceId, Refusal? refusal)
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
