using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>The wallet is kept in another currency.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Expected">The wallet's.</param>
/// <param name="Given">The line's.</param>
public sealed record CurrencyMismatch(WalletId Wallet, Currency Expected, Currency Given) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "currency-mismatch";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AM03";
}
