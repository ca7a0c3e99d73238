using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>A wallet closes only at zero, with no holds and no reservations.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Posted">Its balance.</param>
/// <param name="Held">What is held.</param>
/// <param name="Inbound">What is reserved to come in.</param>
public sealed record WalletNotEmpty(WalletId Wallet, Money Posted, Money Held, Money Inbound) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "wallet-not-empty";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "MS03";
}
