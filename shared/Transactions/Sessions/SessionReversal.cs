using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Transactions.Sessions;

/// <summary>The reversal of a session, as a session of its own.</summary>
public static class SessionReversal
{
    /// <summary>An attempt to take every leg back, fees included. Its legs are transactions of their own, each linked to the leg that it takes back.</summary>
    /// <param name="session">The session.</param>
    /// <param name="attempt">1 for the first; a next one only after the one before was refused.</param>
    /// <param name="now">When it was asked for.</param>
    public static SessionOrder OrderOf(SessionOrder session, int attempt, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        var id = TransactionId.OfSessionReversal(session.Id, attempt);
        return new SessionOrder
        {
            Partner = session.Partner,
            Session = session.Session,
            Id = id,
            Original = session.Id,
            TimeZone = session.TimeZone,
            CreatedAt = now,
            Legs =
            [
                .. session.Legs.Select(leg => new TransactionOrder
                {
                    Partner = leg.Partner,
                    Id = TransactionId.OfSessionReversal(leg.Id, attempt),
                    Type = TransactionType.Reversal,
                    Amount = leg.Amount,
                    Fee = leg.Fee,
                    Source = leg.Destination,
                    Destination = leg.Source,
                    Original = leg.Id,
                    Session = id,
                    SessionName = session.Session,
                    TimeZone = leg.TimeZone,
                    CreatedAt = now,
                }),
            ],
        };
    }
}
