using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>A closed wallet does not move.</summary>
/// <param name="Wallet">The wallet.</param>
public sealed record WalletClosed(WalletId Wallet) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "wallet-closed";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AC04";
}
