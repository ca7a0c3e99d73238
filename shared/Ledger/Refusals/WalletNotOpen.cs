using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>The bank has not confirmed the wallet yet.</summary>
/// <param name="Wallet">The wallet.</param>
public sealed record WalletNotOpen(WalletId Wallet) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "wallet-not-open";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AC06";
}
