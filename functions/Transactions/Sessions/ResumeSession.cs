using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Shared.Transactions.Sweep;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>Lets a stuck session, or its stuck reversal, go on as its next run: every step is repeated under its old key, and what was posted keeps its booking date.</summary>
public sealed class ResumeSession(ISessionStore store, SessionClaims claims, TimeProvider time)
{
    /// <summary>
    /// Resumes; refused with <c>not-found</c>, and <c>illegal-transition</c> where nothing is stuck, the orchestration is not over, or somebody else was faster.
    /// </summary>
    /// <returns>What was resumed, as it stands when it is answered, or when the wait is over.</returns>
    internal async Task<Result<Session>> HandleAsync(PartnerId partner, SessionId name, ISessionStarter starter, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(partner, TransactionId.OfSession(partner, name), cancellationToken) is not { } session)
        {
            return new Result<Session>.Refused(Refusal.For(ReasonCatalog.NotFound));
        }

        var reversal = session.Value.Reversal is { } id ? await store.FindAsync(partner, id, cancellationToken) : null;
        if (new[] { session, reversal }.FirstOrDefault(IsStuck) is not { } stuck)
        {
            return Illegal($"Neither the session {name} nor a reversal of it is stuck.");
        }

        if (await starter.LookAsync(stuck.Value.Order, cancellationToken) == InstanceState.Alive)
        {
            return Illegal($"Run {stuck.Value.Order.Run} of {stuck.Value.Order.Id} is not over.");
        }

        var next = stuck.Value with
        {
            Order = stuck.Value.Order with { Run = stuck.Value.Order.Run + 1 },
            Condition = TransactionCondition.Normal,
            UpdatedAt = time.GetUtcNow(),
        };
        return await store.ReplaceAsync(stuck with { Value = next }, cancellationToken) is { } resumed
            ? new Result<Session>.Accepted(await claims.FinishAsync(resumed.Value, starter, cancellationToken))
            : Illegal($"{stuck.Value.Order.Id} was changed by somebody else meanwhile.");
    }

    private static bool IsStuck(Versioned<Session>? session) => session?.Value is { Condition: TransactionCondition.Stuck, Answer: null };

    private static Result<Session>.Refused Illegal(string detail) => new(Refusal.For(ReasonCatalog.IllegalTransition, detail));
}
