using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>A blocked wallet does not move.</summary>
/// <param name="Wallet">The wallet.</param>
public sealed record WalletBlocked(WalletId Wallet) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "wallet-blocked";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AC06";
}
