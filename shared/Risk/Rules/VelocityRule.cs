using WalletFunctions.Shared.Risk.History;

namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>
/// What the two velocity rules share: a sliding window that ends at the transaction's creation and starts, exclusive, that many seconds
/// earlier. It counts movements in the same direction (out of, or into, the customer), of the types and currency that the rule covers, and
/// counts attempts: a declined one is a sign too.
/// </summary>
public abstract record VelocityRule : RiskRule
{
    /// <summary>Whose movements count.</summary>
    public VelocityScope Scope { get; init; } = VelocityScope.Wallet;

    /// <summary>The window's length in seconds, 1 to <see cref="RiskRule.MaxLookbackSeconds"/>.</summary>
    public required int WindowSeconds { get; init; }

    /// <inheritdoc/>
    public override int LookbackSeconds => WindowSeconds;

    /// <inheritdoc/>
    public override bool LooksBackAt(RiskRequest request) =>
        base.LooksBackAt(request) && (Scope == VelocityScope.Wallet || RiskSubject.Of(request) is { IsCustomer: true });

    /// <summary>The earlier movements inside the window that count.</summary>
    protected IEnumerable<PastMovement> Counted(RiskFacts facts)
    {
        if (RiskSubject.Of(facts.Request) is not { } subject || (Scope == VelocityScope.Customer && !subject.IsCustomer))
        {
            return [];
        }

        var start = WindowStart(facts);
        var wallet = RiskKey.Of(subject.WalletId.Value);
        return facts.Activity.Earlier.Where(movement =>
            movement.At > start &&
            movement.Direction == subject.Direction &&
            (Scope == VelocityScope.Customer || movement.Wallet == wallet) &&
            Covers(movement.Type, movement.Amount.Currency));
    }

    /// <summary>Whether movements inside the window may be missing, because there were more than are kept.</summary>
    protected bool IsIncomplete(RiskFacts facts) =>
        LooksBackAt(facts.Request) && facts.Activity.CompleteSince is { } since && since > WindowStart(facts);

    /// <inheritdoc/>
    protected override IEnumerable<string> OwnFaults() => LookbackFaults("windowSeconds", WindowSeconds);

    private DateTimeOffset WindowStart(RiskFacts facts) => facts.Request.CreatedAt.AddSeconds(-WindowSeconds);
}
