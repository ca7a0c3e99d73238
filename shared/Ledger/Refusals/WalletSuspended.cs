using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>A suspended wallet is not debited.</summary>
/// <param name="Wallet">The wallet.</param>
public sealed record WalletSuspended(WalletId Wallet) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "wallet-suspended";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AC06";
}
