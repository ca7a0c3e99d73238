namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>More rows than one write may touch.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Limit">The most.</param>
public sealed record TooManyRows(int Rows, int Limit) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "too-many-rows";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "MS03";
}
