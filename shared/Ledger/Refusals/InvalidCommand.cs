namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>A field of the command is out of its range, or contradicts another.</summary>
/// <param name="Field">The field.</param>
/// <param name="Rule">What holds for it.</param>
public sealed record InvalidCommand(string Field, string Rule) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "invalid-command";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "MS03";
}
