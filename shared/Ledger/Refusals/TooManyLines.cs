namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>More lines than a posting may have.</summary>
/// <param name="Lines">How many there are.</param>
/// <param name="Limit">The most.</param>
public sealed record TooManyLines(int Lines, int Limit) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "too-many-lines";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "MS03";
}
