using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>What one transaction moves on one wallet in one direction, as limits see it: without fees, and without what captured holds cover.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Direction">Debits or credits.</param>
/// <param name="Transaction">The transaction.</param>
/// <param name="Minor">How much, in minor units: may exceed 64 bits before it is checked.</param>
internal sealed record Movement(WalletId Wallet, EntryDirection Direction, TransactionId Transaction, Int128 Minor)
{
    /// <summary>The amount as far as 64 bits hold it: what is beyond is above every limit, and is refused as an overflow where there is none.</summary>
    internal long SaturatedMinor => Minor > long.MaxValue ? long.MaxValue : (long)Minor;
}
