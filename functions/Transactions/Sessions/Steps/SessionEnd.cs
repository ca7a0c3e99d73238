using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;
using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Transactions.Steps;
using WalletFunctions.Transactions.Undo;

namespace WalletFunctions.Transactions.Sessions.Steps;

/// <summary>Stores how a session ended: its legs first, so that whoever has the session's answer reads the same of every leg; then publishes it.</summary>
public sealed class SessionEnd(
    ISessionStore sessions, ITransactionStore store, SessionClaims claims, ClaimChanges changes, OriginalMarks originals, PublishStep publish, TimeProvider time)
{
    /// <summary>Legs that are written at a time.</summary>
    private const int MaxAtOnce = 8;

    /// <summary>Writes lost to others before a step is given up and repeated later.</summary>
    private const int MaxAttempts = 32;

    /// <summary>Stores the answer of every leg that the session has claimed; a leg that belongs to somebody else is left alone.</summary>
    public async Task<SessionOutcome> AnswerLegsAsync(SessionStepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var state = input.State;
        await Parallel.ForEachAsync(state.Order.Legs, Options(cancellationToken), async (leg, cancel) => await AnswerLegAsync(state, leg, cancel));
        return SessionOutcome.Done();
    }

    /// <summary>
    /// Ends a leg that was claimed after its session had been refused, by a step that was given up for lost and was not. Leaves it alone as long as its
    /// session has no answer.
    /// </summary>
    internal async Task EndLateLegAsync(TransactionOrder leg, CancellationToken cancellationToken)
    {
        if (leg.Session is { } id && await sessions.FindAsync(leg.Partner, id, cancellationToken) is { Value: { Answer: not null, Status: TransactionStatus.Declined } ended })
        {
            var refused = new SessionState { Order = ended.Order, Step = SessionStep.Finished };
            await changes.ChangeAsync(leg, stands => stands.Answer is null ? Answered(stands, refused) : null, cancellationToken);
        }
    }

    /// <summary>Marks the legs of a session that is stuck, so that whoever looks for stuck transactions finds them.</summary>
    internal async Task MarkLegsStuckAsync(SessionOrder order, CancellationToken cancellationToken)
    {
        foreach (var leg in await claims.FindLegsAsync(order, cancellationToken))
        {
            await changes.ChangeAsync(
                leg.Order,
                stands => stands.Answer is not null || stands.Condition == TransactionCondition.Stuck
                    ? null
                    : TransactionLifecycle.Note(stands with { Condition = TransactionCondition.Stuck }, StatusChange.BySweeper, "its session is stuck", time.GetUtcNow()),
                cancellationToken);
        }
    }

    /// <summary>Stores the session's answer; one that is stored already stays. A settled reversal is noted on the session that it reverses before.</summary>
    public async Task<SessionOutcome> AnswerAsync(SessionStepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var state = input.State;
        var order = state.Order;
        if (order.Original is { } original && state.Outcome() == TransactionStatus.Settled)
        {
            await ChangeAsync(order.Partner, original, session => session.Status == TransactionStatus.Reversed ? null : session with { Status = TransactionStatus.Reversed }, cancellationToken);
        }

        var legs = await claims.FindLegsAsync(order, cancellationToken);
        await ChangeAsync(order.Partner, order.Id, session => session.Answer is null ? SessionAnswers.WithAnswer(Ended(session, state), legs) : null, cancellationToken);
        return SessionOutcome.Done();
    }

    /// <summary>Publishes what each leg did, then takes the session off the list of open ones.</summary>
    public async Task<SessionOutcome> PublishAsync(SessionStepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        await PublishAsync(input.State.Order, cancellationToken);
        return SessionOutcome.Done();
    }

    /// <summary>Publishes an answered session.</summary>
    internal async Task PublishAsync(SessionOrder order, CancellationToken cancellationToken)
    {
        var legs = await claims.FindLegsAsync(order, cancellationToken);
        await Parallel.ForEachAsync(legs, Options(cancellationToken), async (leg, cancel) => await publish.PublishAsync(leg, cancel));
        await sessions.CloseAsync(order.Partner, order.Id, cancellationToken);
    }

    private static ParallelOptions Options(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = MaxAtOnce, CancellationToken = cancellationToken };

    private Session Ended(Session session, SessionState state) => session with
    {
        Status = state.Outcome(),
        Condition = TransactionCondition.Normal,
        Refusal = state.Refusals.Count == 0 ? null : LegRefusals.Together(state.Refusals, state.Order.Legs),
        UpdatedAt = time.GetUtcNow(),
    };

    private async Task AnswerLegAsync(SessionState state, TransactionOrder leg, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(leg.Partner, leg.Id, cancellationToken) is not { } claim || claim.Value.Order.Session != state.Order.Id)
        {
            return;
        }

        if (leg.Type.TakesBack() && state.Outcome() == TransactionStatus.Settled)
        {
            await originals.MarkAsync(leg, cancellationToken);
        }

        await changes.ChangeAsync(leg, stands => stands.Answer is null ? Answered(stands, state) : null, cancellationToken);
    }

    // The legs that are to blame are declined for what they did; the others are given up with the whole.
    private StatusMove Answered(Transaction leg, SessionState state)
    {
        var own = state.Refusals.FirstOrDefault(refused => refused.Leg == leg.Order.Id)?.Refusal;
        var settled = state.Bookings.FirstOrDefault(posted => posted.Leg == leg.Order.Id);
        var status = settled is not null ? TransactionStatus.Settled : own is not null ? TransactionStatus.Declined : TransactionStatus.Canceled;
        var refusal = settled is not null ? null : own ?? Refusal.For(ReasonCatalog.SessionRefused);
        var move = TransactionLifecycle.Advance(
            leg with
            {
                Condition = TransactionCondition.Normal,
                Refusal = refusal,
                Bookings = settled?.Bookings ?? [],
                Verdict = leg.Verdict ?? (settled is null ? leg.Findings : null),
                Findings = null,
            },
            status,
            refusal?.Code ?? "posted",
            time.GetUtcNow());
        return move with { Transaction = TransactionAnswers.WithAnswer(move.Transaction) };
    }

    private async Task ChangeAsync(PartnerId partner, TransactionId id, Func<Session, Session?> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var stands = await sessions.FindAsync(partner, id, cancellationToken) ?? throw new InvalidOperationException($"The session {id} is not there.");
            if (change(stands.Value) is not { } changed || await sessions.ReplaceAsync(stands with { Value = changed }, cancellationToken) is not null)
            {
                return;
            }
        }

        throw new InvalidOperationException($"The session {id} was changed by others {MaxAttempts} times in a row.");
    }
}
