using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>The balance, with what is reserved to come in, would be more than the wallet or customer may have.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Scope">Whose limit.</param>
/// <param name="Limit">The most.</param>
/// <param name="Balance">What it would be.</param>
public sealed record AboveMaximumBalance(WalletId Wallet, LimitScope Scope, Money Limit, Money Balance) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "above-maximum-balance";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AM14";
}
