using WalletFunctions.Shared.Risk.History;
using WalletFunctions.Shared.Risk.Names;

namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>Everything that a rule may look at: the transaction, what came before it, and whose names it resembles.</summary>
public sealed record RiskFacts
{
    /// <summary>The transaction.</summary>
    public required RiskRequest Request { get; init; }

    /// <summary>What the paying (or, for a deposit, receiving) customer did before; <see cref="RiskActivity.None"/> when no rule needs it.</summary>
    public RiskActivity Activity { get; init; } = RiskActivity.None;

    /// <summary>The listed names that the transaction's names resemble, best first.</summary>
    public IReadOnlyList<NameMatch> NameMatches { get; init; } = [];
}
