namespace WalletFunctions.Shared.Risk;

/// <summary>A gate that approves everything: for tests and benchmarks of other parts. No production wiring uses it.</summary>
public sealed class ApprovingRiskGate : IRiskGate
{
    /// <inheritdoc/>
    public Task<RiskVerdict> AssessAsync(RiskRequest request, TimeSpan budget, CancellationToken cancellationToken) =>
        Task.FromResult(RiskVerdict.Approved);
}
