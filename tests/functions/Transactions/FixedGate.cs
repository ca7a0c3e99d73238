using WalletFunctions.Shared.Risk;

namespace WalletFunctions.Tests.Functions.Transactions;

/// <summary>Fraud and screening that say the same of everything, until told otherwise.</summary>
internal sealed class FixedGate(RiskDecision decision) : IRiskGate
{
    private int _asked;

    public RiskDecision Decision { get; set; } = decision;

    public int Asked => _asked;

    public Task<RiskVerdict> AssessAsync(RiskRequest request, TimeSpan budget, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        return Task.FromResult(new RiskVerdict
        {
            Decision = Decision,
            Score = 60,
            Reasons = [new RiskReason("velocity-count", "31 movements in an hour")],
            DeclineReason = PartnerReason.Fraud,
        });
    }
}
