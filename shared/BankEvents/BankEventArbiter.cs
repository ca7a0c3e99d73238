using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>
/// Moves an event, by ETag, before anything is posted: whoever moves it first has it. Every move may be repeated: one that was made before is
/// made no second time, and no error.
/// </summary>
public sealed class BankEventArbiter(IBankEventStore store, TimeProvider time)
{
    /// <summary>Attempts at one move; each lost one means that somebody else moved the event, which cannot go on for long.</summary>
    private const int MaxAttempts = 16;

    /// <summary>
    /// Claims an event. The same transaction claims it again under the same number. Refused with <c>bank-event-taken</c>,
    /// <c>bank-event-closed</c>, or <c>bank-event-unknown</c>.
    /// </summary>
    public Task<Result<BankEventClaim>> ClaimAsync(PartnerId partner, BankEventKey key, TransactionId transaction, CancellationToken cancellationToken) =>
        ClaimAsync(partner, key, transaction, _ => Task.FromResult<Refusal?>(null), cancellationToken);

    /// <summary>As above, for a transaction whose step may be repeated long after the event was given back.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="key">The event.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="whyGivenUpAsync">
    /// Reads why the transaction has given the event up, which it writes before it gives it back; null: it has not. Asked between the reading of the event and its claim by the version that
    /// was read, and only about an event that was claimed before: so a late claim is either told so, or finds the event changed.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<BankEventClaim>> ClaimAsync(
        PartnerId partner, BankEventKey key, TransactionId transaction, Func<CancellationToken, Task<Refusal?>> whyGivenUpAsync, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(whyGivenUpAsync);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await store.FindAsync(partner, key, cancellationToken) is not { } found)
            {
                return new Result<BankEventClaim>.Refused(Refusal.For(ReasonCatalog.BankEventUnknown));
            }

            if (BankEventMoves.BelongsTo(found.Value, transaction))
            {
                return new Result<BankEventClaim>.Accepted(BankEventMoves.ClaimOf(found.Value));
            }

            if (BankEventMoves.Claim(found.Value, transaction) is not { } claimed)
            {
                return new Result<BankEventClaim>.Refused(BankEventAgreement.WhyNotClaimable(found.Value));
            }

            if (found.Value.Claims > 0 && await whyGivenUpAsync(cancellationToken) is { } givenUp)
            {
                return new Result<BankEventClaim>.Refused(givenUp);
            }

            // The course of one that went to suspense is over: the list is who sees to it that it does not stay claimed for ever.
            var work = found.Value.State == BankEventState.Suspended ? BankEventWorkKind.Course : (BankEventWorkKind?)null;
            if (await store.TryReplaceAsync(found with { Value = claimed }, work, cancellationToken))
            {
                return new Result<BankEventClaim>.Accepted(BankEventMoves.ClaimOf(claimed));
            }
        }

        throw Contended(key);
    }

    /// <summary>Marks the event as consumed by the transaction.</summary>
    public Task FulfillAsync(PartnerId partner, BankEventKey key, TransactionId transaction, int claim, CancellationToken cancellationToken) =>
        MoveAsync(partner, key, found => BankEventMoves.Fulfill(found, transaction, claim), cancellationToken);

    /// <summary>Gives the event back, if the transaction (still) has it; a deadline that fell meanwhile is applied with it.</summary>
    public Task GiveBackAsync(PartnerId partner, BankEventKey key, TransactionId transaction, int claim, CancellationToken cancellationToken) =>
        MoveAsync(partner, key, found => BankEventMoves.GiveBack(found, transaction, claim, time.GetUtcNow()), cancellationToken);

    /// <summary>Ends the wait for the partner if its time is up and nobody has the event. The event as it stands then.</summary>
    public Task<BankEvent> FallDeadlineAsync(PartnerId partner, BankEventKey key, CancellationToken cancellationToken) =>
        MoveAsync(partner, key, found => BankEventMoves.FallDeadline(found, time.GetUtcNow()), cancellationToken);

    /// <summary>Ends the wait for the partner by its own word. Refused with <c>bank-event-not-open</c> or <c>not-found</c>.</summary>
    public Task<Result<BankEvent>> DeclineAsync(PartnerId partner, BankEventKey key, string reason, CancellationToken cancellationToken) =>
        DecideAsync(partner, key, found => Decline(found, reason), ReasonCatalog.NotFound, BankEventWorkKind.Course, cancellationToken);

    /// <summary>Proposes to send the money back. Refused as <see cref="BankEventReturnMoves.Propose"/>, or with <c>not-found</c>.</summary>
    public Task<Result<BankEvent>> ProposeReturnAsync(PartnerId partner, BankEventKey key, OperatorId by, string reason, CancellationToken cancellationToken) =>
        DecideAsync(partner, key, found => BankEventReturnMoves.Propose(found, by, reason, time.GetUtcNow()), ReasonCatalog.NotFound, null, cancellationToken);

    /// <summary>Approves it, by another person. Refused as <see cref="BankEventReturnMoves.Approve"/>, or with <c>not-found</c>.</summary>
    public Task<Result<BankEvent>> ApproveReturnAsync(PartnerId partner, BankEventKey key, OperatorId by, CancellationToken cancellationToken) =>
        DecideAsync(partner, key, found => BankEventReturnMoves.Approve(found, by, time.GetUtcNow()), ReasonCatalog.NotFound, BankEventWorkKind.Return, cancellationToken);

    /// <summary>Marks the money as back with its sender. The event as it stands then.</summary>
    public Task<BankEvent> CompleteReturnAsync(PartnerId partner, BankEventKey key, CancellationToken cancellationToken) =>
        MoveAsync(partner, key, BankEventReturnMoves.Complete, cancellationToken);

    /// <summary>Marks the return as refused by the bank.</summary>
    public Task FailReturnAsync(PartnerId partner, BankEventKey key, string code, CancellationToken cancellationToken) =>
        MoveAsync(partner, key, found => BankEventReturnMoves.Fail(found, code), cancellationToken);

    /// <summary>Notes what an event that is nobody's to claim brought about.</summary>
    public Task NoteEffectAsync(PartnerId partner, BankEventKey key, BankEventEffect effect, CancellationToken cancellationToken) =>
        MoveAsync(partner, key, found => found.Effect is null ? found with { Effect = effect } : null, cancellationToken);

    private static InvalidOperationException Contended(BankEventKey key) =>
        new($"The event {key} was moved by others {MaxAttempts} times in a row.");

    private Result<BankEvent> Decline(BankEvent found, string reason) =>
        found.Decline is not null ? new Result<BankEvent>.Accepted(found)
        : BankEventMoves.Decline(found, reason, time.GetUtcNow()) is { } declined ? new Result<BankEvent>.Accepted(declined)
        : new Result<BankEvent>.Refused(Refusal.For(ReasonCatalog.BankEventNotOpen));

    // A decision that leaves the event as it is was made before.
    private async Task<Result<BankEvent>> DecideAsync(
        PartnerId partner, BankEventKey key, Func<BankEvent, Result<BankEvent>> decide, Reason unknown, BankEventWorkKind? work, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await store.FindAsync(partner, key, cancellationToken) is not { } found)
            {
                return new Result<BankEvent>.Refused(Refusal.For(unknown));
            }

            var decided = decide(found.Value);
            if (decided is not Result<BankEvent>.Accepted { Value: var moved }
                || ReferenceEquals(moved, found.Value)
                || await store.TryReplaceAsync(found with { Value = moved }, work, cancellationToken))
            {
                return decided;
            }
        }

        throw Contended(key);
    }

    private async Task<BankEvent> MoveAsync(PartnerId partner, BankEventKey key, Func<BankEvent, BankEvent?> move, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var found = await store.FindAsync(partner, key, cancellationToken)
                ?? throw new InvalidOperationException($"The event {key}, which was received, is not there.");

            // A move that is not to be made has been made before: a step is repeated when its result was lost.
            if (move(found.Value) is not { } moved)
            {
                return found.Value;
            }

            if (await store.TryReplaceAsync(new Versioned<BankEvent>(moved, found.Version), null, cancellationToken))
            {
                return moved;
            }
        }

        throw Contended(key);
    }
}
