using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>What the rules say to a command.</summary>
public abstract record LedgerDecision
{
    private LedgerDecision()
    {
    }

    /// <summary>Rows must be read first; then the rules are asked again.</summary>
    /// <param name="RowKeys">Which.</param>
    public sealed record Incomplete(IReadOnlyList<string> RowKeys) : LedgerDecision;

    /// <summary>Accepted, if these rows can be written together.</summary>
    /// <param name="Value">What the caller gets.</param>
    /// <param name="Changes">The rows.</param>
    /// <param name="FromFreshRows">It diverts money: like a refusal, that is not decided from a cache.</param>
    public sealed record Accepted(object Value, IReadOnlyList<RowChange> Changes, bool FromFreshRows) : LedgerDecision;

    /// <summary>Refused.</summary>
    /// <param name="Refusal">Why.</param>
    /// <param name="Memory">The row that keeps the refusal; null where nothing is kept.</param>
    public sealed record Refused(LedgerRefusal Refusal, RefusalRow? Memory) : LedgerDecision;

    /// <summary>Decided before: the first result again.</summary>
    /// <param name="Value">What the caller got; null if it was refused.</param>
    /// <param name="Refusal">The refusal that stands; null if it was accepted.</param>
    public sealed record Repeated(object? Value, LedgerRefusal? Refusal) : LedgerDecision;
}
