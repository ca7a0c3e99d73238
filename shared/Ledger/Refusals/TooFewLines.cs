namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>A posting has at least two lines.</summary>
/// <param name="Lines">How many there are.</param>
public sealed record TooFewLines(int Lines) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "too-few-lines";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "MS03";
}
