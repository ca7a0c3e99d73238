using WalletFunctions.Http;
using WalletFunctions.Partners;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions;

/// <summary>
/// Takes a request for a transaction: look the key up, check, claim the key, start the orchestration, wait for the answer. The claim is
/// what guards the key; everything after it may be repeated by anyone.
/// </summary>
public sealed class PostTransactionHandler(
    ITransactionStore store,
    PartnerDirectory partners,
    TransactionPolicy policy,
    RecentTransactions recent,
    AnswerSignals signals,
    AnswerWait wait,
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
        using var waiter = signals.Enter(id);
        if (await store.FindAsync(call.Partner, id, cancellationToken) is { } known)
        {
            return await ReplayAsync(known.Value, request.Fingerprint, waiter, starter, cancellationToken);
        }

        var order = OrderOf(await partners.GetAsync(call.Partner, cancellationToken), id, request.Value);
        var refusal = await policy.CheckAsync(order, cancellationToken);
        if (await store.ClaimAsync(ClaimOf(order, key, request, call.TraceId, refusal), cancellationToken) is not { } claim)
        {
            var winner = await store.FindAsync(call.Partner, id, cancellationToken)
                ?? throw new InvalidOperationException($"The key of {id} is claimed, and its claim is not there.");
            return await ReplayAsync(winner.Value, request.Fingerprint, waiter, starter, cancellationToken);
        }

        return new PostTransactionResult.Known(await RunAsync(claim, waiter, starter, cancellationToken), IsReplay: false);
    }

    private async Task<Transaction> RunAsync(
        Versioned<Transaction> claim, AnswerSignals.Waiter waiter, ITransactionStarter starter, CancellationToken cancellationToken)
    {
        if (claim.Value.Answer is not null)
        {
            return claim.Value;
        }

        recent.Remember(claim);
        await starter.StartAsync(claim.Value.Order, cancellationToken);
        return await wait.WaitAsync(waiter, claim.Value.Order.Partner, claim.Value.Order.Id, cancellationToken);
    }

    private async Task<PostTransactionResult> ReplayAsync(
        Transaction known, string fingerprint, AnswerSignals.Waiter waiter, ITransactionStarter starter, CancellationToken cancellationToken)
    {
        if (known.Fingerprint != fingerprint)
        {
            return new PostTransactionResult.KeyReused();
        }

        if (known.Answer is null)
        {
            // Whoever claimed the key may have died before it started anything.
            await starter.StartAsync(known.Order, cancellationToken);
            known = await wait.WaitAsync(waiter, known.Order.Partner, known.Order.Id, cancellationToken);
        }

        return new PostTransactionResult.Known(known, IsReplay: true);
    }

    private TransactionOrder OrderOf(Partner partner, TransactionId id, TransactionRequest request) => new()
    {
        Partner = partner.Id,
        Id = id,
        Type = request.Type,
        Amount = request.Amount,
        Source = request.Source,
        Destination = request.Destination,
        BankEvent = request.BankEventId is { } eventId ? BankEventKey.Derive(partner.Id, eventId) : null,
        Reference = request.Reference,
        TimeZone = partner.TimeZone,
        CreatedAt = time.GetUtcNow(),
    };

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
