using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>There is no such wallet.</summary>
/// <param name="Wallet">The wallet that was named.</param>
public sealed record UnknownWallet(WalletId Wallet) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "unknown-wallet";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AC01";
}
