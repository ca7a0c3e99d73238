using WalletFunctions.Http;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>
/// Takes requests to reverse a session. The session's own row is the arbiter: an attempt is raised there before it is made, one at a time, so
/// that two reversals can never both run, and a repetition finds the first result.
/// </summary>
public sealed class SessionReversalHandler(ISessionStore store, SessionClaims claims, TimeProvider time)
{
    /// <summary>Raises lost to others before the caller is asked to come again.</summary>
    private const int MaxAttempts = 16;

    /// <summary>Takes one request; refused where there is no such session, or where it has nothing to reverse.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="name">The session.</param>
    /// <param name="key">Tells a new wish from a repetition where the attempt before was refused; may be left out.</param>
    /// <param name="starter">Starts orchestrations.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    internal async Task<Result<(Session Session, bool IsReplay)>> HandleAsync(
        HttpCall call, SessionId name, IdempotencyKey? key, ISessionStarter starter, CancellationToken cancellationToken)
    {
        var id = TransactionId.OfSession(call.Partner, name);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await store.FindAsync(call.Partner, id, cancellationToken) is not { } session)
            {
                return new Result<(Session, bool)>.Refused(Refusal.For(ReasonCatalog.NotFound));
            }

            if (session.Value.Status is not (TransactionStatus.Settled or TransactionStatus.Reversed))
            {
                return new Result<(Session, bool)>.Refused(Refusal.For(
                    ReasonCatalog.IllegalTransition, $"The session {name} is {session.Value.Status.ToString().ToLowerInvariant()}; only one that is settled can be reversed."));
            }

            var current = session.Value.Reversal is { } known ? await store.FindAsync(call.Partner, known, cancellationToken) : null;
            var isAnotherWish = current?.Value.Answer is { StatusCode: not StoredAnswer.Settled } && current.Value.Fingerprint != KeyText(key);
            if (session.Value.ReversalAttempts > 0 && !isAnotherWish)
            {
                // Whoever raised the attempt may have died before it was claimed, or started.
                var (found, isNew) = current is null ? await claims.ClaimAsync(await MakeAsync(call, session.Value, key, cancellationToken), cancellationToken) : (current.Value, false);
                return new Result<(Session, bool)>.Accepted((await claims.FinishAsync(found, starter, cancellationToken), !isNew));
            }

            // Lost to another request: what that one does is looked at next.
            var raised = session.Value with { ReversalAttempts = session.Value.ReversalAttempts + 1 };
            if (await store.ReplaceAsync(session with { Value = raised }, cancellationToken) is not null)
            {
                var (claimed, _) = await claims.ClaimAsync(await MakeAsync(call, raised, key, cancellationToken), cancellationToken);
                return new Result<(Session, bool)>.Accepted((await claims.FinishAsync(claimed, starter, cancellationToken), false));
            }
        }

        throw new InvalidOperationException($"The session {id} was changed by others {MaxAttempts} times in a row.");
    }

    private async Task<Session> MakeAsync(HttpCall call, Session session, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var order = SessionReversal.OrderOf(session.Order, session.ReversalAttempts, time.GetUtcNow());
        var claim = new Session { Order = order, Fingerprint = KeyText(key), TraceId = call.TraceId, UpdatedAt = order.CreatedAt };
        var refunded = (await claims.FindLegsAsync(session.Order, cancellationToken)).Where(leg => leg.Refunds.Count > 0).Select(leg => leg.Order.Id).ToHashSet();
        var refusals = order.Legs.Where(leg => refunded.Contains(leg.Original!.Value)).Select(leg => new LegRefusal(leg.Id, Refusal.For(ReasonCatalog.PartlyRefunded)));
        return refunded.Count == 0 ? claim : SessionAnswers.Refuse(claim, [.. refusals]);
    }

    private static string KeyText(IdempotencyKey? key) => key?.Text ?? string.Empty;
}
