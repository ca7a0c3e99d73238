using WalletFunctions.Shared.Risk;

namespace WalletFunctions.Tests.Functions.Transactions.Chaos;

/// <summary>Fraud and screening that say of each question whatever the scenario wants at that moment: also another thing when asked again.</summary>
internal sealed class ChaosGate : IRiskGate
{
    /// <summary>How the next question is answered.</summary>
    public int Mood { get; set; }

    public Task<RiskVerdict> AssessAsync(RiskRequest request, TimeSpan budget, CancellationToken cancellationToken) => Task.FromResult(new RiskVerdict
    {
        Decision = (Mood % 7) switch { 0 => RiskDecision.Decline, 1 or 2 or 3 => RiskDecision.Review, _ => RiskDecision.Approve },
        Score = 50,
        DeclineReason = PartnerReason.Fraud,
    });
}
