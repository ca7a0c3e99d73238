namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>The wallet lives in another ledger partition, or is named as none may be named.</summary>
/// <param name="Wallet">The wallet, as named.</param>
/// <param name="Partition">The partition of the command.</param>
public sealed record ForeignWallet(string Wallet, int Partition) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "foreign-wallet";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "MS03";
}
