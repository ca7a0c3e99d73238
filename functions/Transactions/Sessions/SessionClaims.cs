using WalletFunctions.Hosting;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>Claims sessions, makes sure that they run, and waits for their answers.</summary>
public sealed class SessionClaims(ISessionStore store, ITransactionStore transactions, WalletSettings settings, TimeProvider time)
{
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Claims a session, or finds who has it.</summary>
    /// <returns>The session as it stands, and whether this call claimed it.</returns>
    internal async Task<(Session Session, bool IsNew)> ClaimAsync(Session made, CancellationToken cancellationToken)
    {
        if (await store.ClaimAsync(made, cancellationToken) is { } claim)
        {
            return (claim.Value, true);
        }

        var winner = await store.FindAsync(made.Order.Partner, made.Order.Id, cancellationToken)
            ?? throw new InvalidOperationException($"The session {made.Order.Id} is claimed, and its claim is not there.");
        return (winner.Value, false);
    }

    /// <summary>Makes sure that a claimed session runs, and waits for its answer as long as any caller does.</summary>
    internal async Task<Session> FinishAsync(Session claimed, ISessionStarter starter, CancellationToken cancellationToken)
    {
        if (claimed.Answer is not null)
        {
            return claimed;
        }

        var start = time.GetTimestamp();
        await starter.StartAsync(claimed.Order, cancellationToken);
        for (var interval = FirstInterval; ; interval = interval * 2 < LongestInterval ? interval * 2 : LongestInterval)
        {
            await Task.Delay(interval, time, cancellationToken);
            var session = await store.FindAsync(claimed.Order.Partner, claimed.Order.Id, cancellationToken)
                ?? throw new InvalidOperationException($"The session {claimed.Order.Id} is not there.");
            if (session.Value.Answer is not null || time.GetElapsedTime(start) >= settings.Transactions.SyncWait)
            {
                return session.Value;
            }
        }
    }

    /// <summary>The legs of a session as far as it has claimed them, in the order of the request.</summary>
    internal async Task<IReadOnlyList<Transaction>> FindLegsAsync(SessionOrder order, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(order.Legs.Select(leg => transactions.FindAsync(order.Partner, leg.Id, cancellationToken)));
        return [.. found.Where(leg => leg?.Value.Order.Session == order.Id).Select(leg => leg!.Value)];
    }
}
