namespace WalletFunctions.Shared.Risk.History;

/// <summary>
/// What customers did before, for the rules that look back. Asked only when a rule that applies to the transaction needs it.
/// </summary>
public interface IRiskHistory
{
    /// <summary>
    /// Records the transaction and tells what came before it. Idempotent by <see cref="RiskRequest.TransactionId"/>: it counts once however often it
    /// is asked, and always gets the facts from before itself. <paramref name="lookback"/> says how far back any rule of the partner looks;
    /// older movements may be forgotten.
    /// </summary>
    Task<RiskActivity> RecordAsync(RiskRequest request, TimeSpan lookback, CancellationToken cancellationToken);

    /// <summary>Tells what came before the transaction, and leaves no trace.</summary>
    Task<RiskActivity> PeekAsync(RiskRequest request, CancellationToken cancellationToken);
}
