using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;

namespace WalletFunctions.Transactions.Sessions.Steps;

/// <summary>Claims the keys of a session's legs, each for the session: alone none of them ever runs.</summary>
public sealed class LegClaims(ISessionStore sessions, ITransactionStore store)
{
    /// <summary>
    /// Claims every leg in the order of their keys, so that of two sessions that share keys one gets all of them. Refused by the first key that
    /// anybody else has. A leg that this session has claimed before is claimed.
    /// </summary>
    public async Task<SessionOutcome> RunAsync(SessionStepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var order = input.State.Order;
        var session = await sessions.FindAsync(order.Partner, order.Id, cancellationToken)
            ?? throw new InvalidOperationException($"The session {order.Id} is not there.");
        var ended = new List<Transaction>();
        foreach (var leg in LegsOf(session.Value).OrderBy(leg => leg.IdempotencyKey, StringComparer.Ordinal))
        {
            var claimed = await store.ClaimAsync(leg, cancellationToken) ?? await FindAsync(leg.Order, cancellationToken);
            if (claimed.Value.Order.Session != order.Id)
            {
                return SessionOutcome.Refused(new LegRefusal(leg.Order.Id, Refusal.For(ReasonCatalog.LegKeyUsed)));
            }

            if (claimed.Value.Answer is not null && claimed.Value.Status.ReversesProvisional())
            {
                ended.Add(claimed.Value);
            }
        }

        // An earlier drive of the session was refused and has told it of a leg: whatever would be decided now, nothing may move.
        var blamed = ended.FindAll(leg => leg.Status == TransactionStatus.Declined);
        return ended.Count == 0
            ? SessionOutcome.Done()
            : SessionOutcome.Refused([.. (blamed.Count > 0 ? blamed : ended).Select(leg => new LegRefusal(leg.Order.Id, leg.Refusal ?? Refusal.For(ReasonCatalog.SessionRefused)))]);
    }

    private static IEnumerable<Transaction> LegsOf(Session session) => session.Order.Original is null
        ? session.Order.Legs.Zip(SessionRequestReader.Read(session).Legs, (leg, asked) => ClaimOf(session, leg, asked.Key.Text, asked.Body))
        : session.Order.Legs.Select(leg => ClaimOf(session, leg, string.Empty, "{}"u8.ToArray()));

    private static Transaction ClaimOf(Session session, TransactionOrder leg, string key, ReadOnlyMemory<byte> body) => new()
    {
        Order = leg,
        IdempotencyKey = key,

        // Never that of a request of its own: under a leg's key nothing but its session is a replay.
        Fingerprint = $"session:{session.Order.Id}",
        Request = body,
        TraceId = session.TraceId,
        UpdatedAt = leg.CreatedAt,
    };

    private async Task<Versioned<Transaction>> FindAsync(TransactionOrder leg, CancellationToken cancellationToken) =>
        await store.FindAsync(leg.Partner, leg.Id, cancellationToken)
        ?? throw new InvalidOperationException($"The key of {leg.Id} is claimed, and its claim is not there.");
}
