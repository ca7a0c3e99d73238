using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>More than may be moved in a day or month.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Scope">Whose limit.</param>
/// <param name="Direction">Of debits or credits.</param>
/// <param name="Period">The window.</param>
/// <param name="Limit">The most.</param>
/// <param name="Used">What the window had consumed before.</param>
/// <param name="Requested">What was asked for.</param>
public sealed record AboveWindowSum(WalletId Wallet, LimitScope Scope, EntryDirection Direction, LimitPeriod Period, Money Limit, Money Used, Money Requested) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "above-cumulative-limit";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AM14";
}
