using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>The wallet does not have what the line debits.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Available">What it had at that line: posted less held.</param>
/// <param name="Required">What the line, or hold, asked for.</param>
public sealed record InsufficientFunds(WalletId Wallet, Money Available, Money Required) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "insufficient-funds";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AM04";
}
