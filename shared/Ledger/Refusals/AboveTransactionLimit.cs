using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>More than one transaction may move.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Scope">Whose limit.</param>
/// <param name="Direction">Of debits or credits.</param>
/// <param name="Limit">The most.</param>
/// <param name="Requested">What was asked for.</param>
public sealed record AboveTransactionLimit(WalletId Wallet, LimitScope Scope, EntryDirection Direction, Money Limit, Money Requested) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "above-transaction-limit";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AM02";
}
