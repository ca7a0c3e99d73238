using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>An amount is not more than zero, or a part is more than its whole.</summary>
/// <param name="Amount">The amount.</param>
public sealed record InvalidAmount(Money Amount) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "invalid-amount";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AM02";
}
