using WalletFunctions.Http;
using WalletFunctions.Partners;
using WalletFunctions.Policy;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>
/// Takes a request for a session: its id is its key. What rows say against any leg is a stored refusal of the whole; the keys of the legs are
/// claimed by the session's own course, so that a crash between two of them is made up for like any other.
/// </summary>
public sealed class SessionHandler(ISessionStore store, SessionClaims claims, TransactionPolicy policy, PartnerDirectory partners, TimeProvider time)
{
    /// <summary>Takes one request; null where the session's id belongs to another one.</summary>
    internal async Task<(Session Session, bool IsReplay)?> HandleAsync(
        HttpCall call, JsonRequest<SessionRequest> request, ISessionStarter starter, CancellationToken cancellationToken)
    {
        var id = TransactionId.OfSession(call.Partner, request.Value.Session);
        var known = (await store.FindAsync(call.Partner, id, cancellationToken))?.Value;
        var isNew = false;
        if (known is null)
        {
            (known, isNew) = await claims.ClaimAsync(await MakeAsync(call, id, request, cancellationToken), cancellationToken);
        }

        return known.Fingerprint == request.Fingerprint ? (await claims.FinishAsync(known, starter, cancellationToken), !isNew) : null;
    }

    private async Task<Session> MakeAsync(HttpCall call, TransactionId id, JsonRequest<SessionRequest> request, CancellationToken cancellationToken)
    {
        var partner = await partners.GetAsync(call.Partner, cancellationToken);
        var now = time.GetUtcNow();
        var order = new SessionOrder
        {
            Partner = call.Partner,
            Session = request.Value.Session,
            Id = id,
            Legs = [.. request.Value.Legs.Select(leg => LegOf(partner, id, request.Value.Session, leg, now))],
            TimeZone = partner.TimeZone,
            CreatedAt = now,
        };
        var claim = new Session { Order = order, Fingerprint = request.Fingerprint, Request = request.Body, TraceId = call.TraceId, UpdatedAt = now };
        var refusals = new List<LegRefusal>();
        foreach (var leg in order.Legs)
        {
            if (await policy.CheckAsync(leg, cancellationToken) is { } refusal)
            {
                refusals.Add(new LegRefusal(leg.Id, refusal));
            }
        }

        return refusals.Count == 0 ? claim : SessionAnswers.Refuse(claim, refusals);
    }

    private static TransactionOrder LegOf(Partner partner, TransactionId session, SessionId name, LegRequest leg, DateTimeOffset now) => new()
    {
        Partner = partner.Id,
        Id = TransactionId.Derive(partner.Id, leg.Key.Text),
        Type = leg.Request.Type,
        Amount = leg.Request.Amount,
        Fee = leg.Request.Fee,
        Source = leg.Request.Source,
        Destination = leg.Request.Destination,
        Session = session,
        SessionName = name,
        Reference = leg.Request.Reference,
        TimeZone = partner.TimeZone,
        CreatedAt = now,
    };
}
