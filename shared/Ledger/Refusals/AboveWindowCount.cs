using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>More transactions than a day or month may have.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Scope">Whose limit.</param>
/// <param name="Direction">Of debits or credits.</param>
/// <param name="Period">The window.</param>
/// <param name="Limit">The most.</param>
/// <param name="Used">What the window had consumed before.</param>
public sealed record AboveWindowCount(WalletId Wallet, LimitScope Scope, EntryDirection Direction, LimitPeriod Period, int Limit, int Used) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "above-count-limit";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AM14";
}
