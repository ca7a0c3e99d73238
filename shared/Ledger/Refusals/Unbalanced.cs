using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>The debits and credits of a currency differ.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Difference">Credits less debits, in minor units (may exceed 64 bits).</param>
public sealed record Unbalanced(Currency Currency, string Difference) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "unbalanced-posting";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "MS03";
}
