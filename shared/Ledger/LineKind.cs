namespace WalletFunctions.Shared.Ledger;

/// <summary>What a line of a posting is, to limits and refunds.</summary>
public enum LineKind
{
    /// <summary>What the transaction is about: counts towards limits, can be refunded.</summary>
    Principal,

    /// <summary>A fee on top: counts towards no limit, is mirrored by a reversal, never by a refund.</summary>
    Fee,
}
