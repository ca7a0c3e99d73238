using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>The wallet's status changed since the caller saw it.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Expected">The version that the caller saw.</param>
/// <param name="Actual">The version now.</param>
public sealed record StaleVersion(WalletId Wallet, int Expected, int Actual) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "stale-version";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "MS03";
}
