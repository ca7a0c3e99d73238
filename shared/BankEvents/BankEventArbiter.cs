using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>Moves an event on behalf of a transaction, by ETag: whoever moves it first has it. Every move may be repeated.</summary>
public sealed class BankEventArbiter(IBankEventStore store)
{
    /// <summary>Attempts at one move; each lost one means that somebody else moved the event, which cannot go on for long.</summary>
    private const int MaxAttempts = 16;

    /// <summary>
    /// Claims an event. The same transaction claims it again under the same number. Refused with <c>bank-event-taken</c>, or
    /// <c>bank-event-unknown</c>.
    /// </summary>
    public async Task<Result<BankEventClaim>> ClaimAsync(PartnerId partner, BankEventKey key, TransactionId transaction, CancellationToken cancellationToken)
    {
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
                return new Result<BankEventClaim>.Refused(Refusal.For(ReasonCatalog.BankEventTaken));
            }

            if (await store.TryReplaceAsync(found with { Value = claimed }, cancellationToken))
            {
                return new Result<BankEventClaim>.Accepted(BankEventMoves.ClaimOf(claimed));
            }
        }

        throw Contended(key);
    }

    /// <summary>Marks the event as consumed by the transaction.</summary>
    public Task FulfillAsync(PartnerId partner, BankEventKey key, TransactionId transaction, int claim, CancellationToken cancellationToken) =>
        MoveAsync(partner, key, found => BankEventMoves.Fulfill(found, transaction, claim), cancellationToken);

    /// <summary>Gives the event back, if the transaction (still) has it.</summary>
    public Task ReturnAsync(PartnerId partner, BankEventKey key, TransactionId transaction, int claim, CancellationToken cancellationToken) =>
        MoveAsync(partner, key, found => BankEventMoves.Return(found, transaction, claim), cancellationToken);

    private static InvalidOperationException Contended(BankEventKey key) =>
        new($"The event {key} was moved by others {MaxAttempts} times in a row.");

    private async Task MoveAsync(PartnerId partner, BankEventKey key, Func<BankEvent, BankEvent?> move, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var found = await store.FindAsync(partner, key, cancellationToken)
                ?? throw new InvalidOperationException($"The event {key}, which was claimed, is not there.");

            // A move that is not to be made has been made before: a step is repeated when its result was lost.
            if (move(found.Value) is not { } moved
                || await store.TryReplaceAsync(new Versioned<BankEvent>(moved, found.Version), cancellationToken))
            {
                return;
            }
        }

        throw Contended(key);
    }
}
