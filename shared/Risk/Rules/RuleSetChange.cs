namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>What became of an attempt to change a rule set.</summary>
public abstract record RuleSetChange
{
    private RuleSetChange()
    {
    }

    /// <summary>Stored; every process applies it within the refresh time.</summary>
    public sealed record Saved : RuleSetChange;

    /// <summary>Refused: the set is faulty.</summary>
    /// <param name="Faults">Everything that is wrong with it.</param>
    public sealed record Faulty(IReadOnlyList<string> Faults) : RuleSetChange;

    /// <summary>Refused: somebody changed the set meanwhile.</summary>
    /// <param name="StoredVersion">The version that is stored; 0 when there is none.</param>
    public sealed record Stale(int StoredVersion) : RuleSetChange;
}
