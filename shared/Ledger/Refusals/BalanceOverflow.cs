using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>A balance, sum or count would leave the range of 64 bits.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Posted">What it has; or what its window had consumed; or what the customer's wallets have together.</param>
/// <param name="Requested">What was asked for.</param>
public sealed record BalanceOverflow(WalletId Wallet, Money Posted, Money Requested) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "balance-overflow";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AM02";
}
