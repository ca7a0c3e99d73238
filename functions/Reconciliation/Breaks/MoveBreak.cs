using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Reconciliation.Breaks;

/// <summary>Moves a break to another state for an operator who has seen it as it stands.</summary>
public sealed class MoveBreak(IBreakStore breaks, TimeProvider time)
{
    // Only the mark of its alert can come in between without changing what the operator saw.
    private const int MaxAttempts = 3;

    /// <summary>The version of a break that an operator has seen: how often it was moved.</summary>
    public static int VersionOf(Break found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return found.Moves.Count;
    }

    /// <summary>Moves it; refused with <c>not-found</c>, <c>stale-version</c> or <c>illegal-transition</c>.</summary>
    public async Task<Result<Break>> HandleAsync(
        PartnerId partner, BreakId id, BreakMoveRequest request, int version, OperatorId by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await breaks.FindAsync(partner, id, cancellationToken) is not { } found)
            {
                return new Result<Break>.Refused(Refusal.For(ReasonCatalog.NotFound));
            }

            if (VersionOf(found.Value) != version)
            {
                return new Result<Break>.Refused(Refusal.For(ReasonCatalog.StaleVersion));
            }

            var moved = BreakLifecycle.Move(found.Value, request.State, by.Value, request.Reason, time.GetUtcNow());
            if (moved is not Result<Break>.Accepted { Value: { } value } || await IsReplacedAsync(found, value, cancellationToken))
            {
                return moved;
            }
        }

        return new Result<Break>.Refused(Refusal.For(ReasonCatalog.StaleVersion));
    }

    private async Task<bool> IsReplacedAsync(Versioned<Break> found, Break moved, CancellationToken cancellationToken) =>
        await breaks.ReplaceAsync(found with { Value = moved }, cancellationToken) is not null;
}
