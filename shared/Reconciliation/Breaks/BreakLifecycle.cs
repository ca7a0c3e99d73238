using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Shared.Reconciliation.Breaks;

/// <summary>The moves of a break: an open one is assigned, resolved or ignored; an assigned one too, and given back or to another; a closed one is opened again.</summary>
public static class BreakLifecycle
{
    /// <summary>The states that a break in this state can be moved to.</summary>
    public static IReadOnlyList<BreakState> From(BreakState state) => state switch
    {
        BreakState.Open => [BreakState.Assigned, BreakState.Resolved, BreakState.Ignored],
        BreakState.Assigned => [BreakState.Open, BreakState.Assigned, BreakState.Resolved, BreakState.Ignored],
        BreakState.Resolved or BreakState.Ignored => [BreakState.Open],
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>The break after a move; refused with <c>illegal-transition</c>, also when it has been moved <see cref="Break.MaxMoves"/> times.</summary>
    public static Result<Break> Move(Break found, BreakState to, string by, string reason, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (!From(found.State).Contains(to))
        {
            return Refused($"A break that is {Name(found.State)} can become {string.Join(" or ", From(found.State).Select(Name))}, not {Name(to)}.");
        }

        return found.Moves.Count >= Break.MaxMoves
            ? Refused($"The break was moved {Break.MaxMoves} times; no further move is kept.")
            : new Result<Break>.Accepted(found with { State = to, Moves = [.. found.Moves, new BreakMove(at, by, found.State, to, reason)] });
    }

    private static Result<Break>.Refused Refused(string detail) => new(Refusal.For(ReasonCatalog.IllegalTransition, detail));

    private static string Name(BreakState state) => state switch
    {
        BreakState.Open => "open",
        BreakState.Assigned => "assigned",
        BreakState.Resolved => "resolved",
        BreakState.Ignored => "ignored",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
