using WalletFunctions.Shared.Transactions.Lifecycle;

namespace WalletFunctions.Shared.Transactions.Outcomes;

/// <summary>How a point of a transaction's course was decided, by whom, when and why. Written once and never changed.</summary>
public sealed record Outcome
{
    /// <summary>The decision.</summary>
    public required OutcomeDecision Decision { get; init; }

    /// <summary>Who decided: <c>saga</c>, <c>partner</c>, <c>bank</c>, or an operator's name.</summary>
    public required string By { get; init; }

    /// <summary>When. Also tells whose proposal stands, where two proposed the same.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why, in words for whoever looks into it; not for the partner.</summary>
    public string? Why { get; init; }

    /// <summary>The code of the reason that the partner is told, where the decision refuses: of <c>ReasonCatalog</c>.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The bank's own reference, where the bank decided and gave one.</summary>
    public string? BankReference { get; init; }

    /// <summary>The decision of a review that nobody decided until its deadline, whoever is the first to see that.</summary>
    public static Outcome NobodyDecided(DateTimeOffset at) =>
        new() { Decision = OutcomeDecision.Expired, By = StatusChange.BySaga, At = at, Why = "nobody decided in time" };
}
