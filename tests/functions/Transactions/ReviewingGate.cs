using WalletFunctions.Shared.Risk;

namespace WalletFunctions.Tests.Functions.Transactions;

/// <summary>Wants a person's decision on every transfer, and on nothing else.</summary>
internal sealed class ReviewingGate : IRiskGate
{
    public Task<RiskVerdict> AssessAsync(RiskRequest request, TimeSpan budget, CancellationToken cancellationToken) => Task.FromResult(
        new RiskVerdict { Decision = request.Type == "transfer" ? RiskDecision.Review : RiskDecision.Approve, Score = 50 });
}
