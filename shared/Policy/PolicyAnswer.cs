using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Shared.Policy;

/// <summary>What a policy says to a question.</summary>
public abstract record PolicyAnswer
{
    private PolicyAnswer()
    {
    }

    /// <summary>The wallet may.</summary>
    public sealed record Allowed : PolicyAnswer;

    /// <summary>The wallet may not.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Rule">The place of the rule in the set, from 1; null where no rule is for it.</param>
    public sealed record Refused(Reason Reason, int? Rule) : PolicyAnswer;

    /// <summary>It depends on the wallet's standing, which must be read first.</summary>
    public sealed record NeedsStanding : PolicyAnswer;
}
