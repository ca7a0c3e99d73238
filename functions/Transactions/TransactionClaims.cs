using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions;

/// <summary>
/// What every request with an idempotency key has in common: look the key up, claim it, start the orchestration, wait for the answer. The
/// claim is what guards the key; everything after it may be repeated by anyone.
/// </summary>
public sealed class TransactionClaims(ITransactionStore store, RecentTransactions recent, AnswerSignals signals, AnswerWait wait)
{
    /// <summary>Takes one request.</summary>
    /// <param name="partner">Who asks.</param>
    /// <param name="id">The transaction that follows from the key.</param>
    /// <param name="fingerprint">Tells a replay from another request.</param>
    /// <param name="makeAsync">Makes the claim of a key that nobody has: with its answer already, where rows refuse the request; null where there is nothing to claim it for.</param>
    /// <param name="starter">Starts orchestrations.</param>
    /// <param name="cancellationToken">Gives up waiting; a claimed transaction goes on.</param>
    /// <returns>Null where nothing was claimed.</returns>
    internal async Task<PostTransactionResult?> TakeAsync(
        PartnerId partner,
        TransactionId id,
        string fingerprint,
        Func<CancellationToken, Task<Transaction?>> makeAsync,
        ITransactionStarter starter,
        CancellationToken cancellationToken)
    {
        // Before the claim is read or written, so that no answer falls between.
        using var waiter = signals.Enter(id);
        if (await store.FindAsync(partner, id, cancellationToken) is { } known)
        {
            return await ReplayAsync(known.Value, fingerprint, waiter, starter, cancellationToken);
        }

        if (await makeAsync(cancellationToken) is not { } made)
        {
            return null;
        }

        if (await store.ClaimAsync(made, cancellationToken) is not { } claim)
        {
            var winner = await store.FindAsync(partner, id, cancellationToken)
                ?? throw new InvalidOperationException($"The key of {id} is claimed, and its claim is not there.");
            return await ReplayAsync(winner.Value, fingerprint, waiter, starter, cancellationToken);
        }

        return new PostTransactionResult.Known(await RunAsync(claim, waiter, starter, cancellationToken), IsReplay: false);
    }

    /// <summary>What an earlier request with the key got; null where there was none. For requests that could not be taken now, whatever could be taken then.</summary>
    internal Task<PostTransactionResult?> FindEarlierAsync(
        PartnerId partner, TransactionId id, string? fingerprint, ITransactionStarter starter, CancellationToken cancellationToken) =>
        TakeAsync(partner, id, fingerprint ?? string.Empty, _ => Task.FromResult<Transaction?>(null), starter, cancellationToken);

    /// <summary>Makes sure that a claimed transaction runs, and waits for its answer as long as any caller does.</summary>
    /// <param name="claimed">The transaction.</param>
    /// <param name="starter">Starts orchestrations.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="throughReview">Waits also for what is in review: it was given up.</param>
    internal async Task<Transaction> FinishAsync(
        Transaction claimed, ITransactionStarter starter, CancellationToken cancellationToken, bool throughReview = false)
    {
        using var waiter = signals.Enter(claimed.Order.Id);
        return await FinishAsync(claimed, waiter, starter, cancellationToken, throughReview);
    }

    private async Task<Transaction> RunAsync(
        Versioned<Transaction> claim, AnswerSignals.Waiter waiter, ITransactionStarter starter, CancellationToken cancellationToken)
    {
        if (claim.Value.Answer is not null)
        {
            return claim.Value;
        }

        recent.Remember(claim);
        return await FinishAsync(claim.Value, waiter, starter, cancellationToken);
    }

    private async Task<PostTransactionResult> ReplayAsync(
        Transaction known, string fingerprint, AnswerSignals.Waiter waiter, ITransactionStarter starter, CancellationToken cancellationToken)
    {
        if (!known.IsClaimOf(fingerprint))
        {
            return new PostTransactionResult.KeyReused();
        }

        // Whoever claimed the key may have died before it started anything.
        var answered = known.Answer is null ? await FinishAsync(known, waiter, starter, cancellationToken) : known;
        return new PostTransactionResult.Known(answered, IsReplay: true);
    }

    private async Task<Transaction> FinishAsync(
        Transaction claimed, AnswerSignals.Waiter waiter, ITransactionStarter starter, CancellationToken cancellationToken, bool throughReview = false)
    {
        await starter.StartAsync(claimed.Order, cancellationToken);
        return await wait.WaitAsync(waiter, claimed.Order.Partner, claimed.Order.Id, cancellationToken, throughReview);
    }
}
