namespace WalletFunctions.Shared.Risk;

/// <summary>
/// The one question that the transaction flow asks: may this transaction go on? Behind it are fraud, screening, the partner's rule set and
/// the fail-closed combination of their answers.
/// </summary>
public interface IRiskGate
{
    /// <summary>
    /// Assesses one transaction within <paramref name="budget"/>. Idempotent by <see cref="RiskRequest.TransactionId"/>. A source that does not
    /// answer in time never throws: the verdict is then review or decline by the partner's setting.
    /// </summary>
    Task<RiskVerdict> AssessAsync(RiskRequest request, TimeSpan budget, CancellationToken cancellationToken);
}
