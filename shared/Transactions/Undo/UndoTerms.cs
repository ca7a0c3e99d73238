using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Transactions.Undo;

/// <summary>What a reversal or refund moves, told from its original: the way back, in the words of an order.</summary>
/// <param name="Amount">How much goes back, without fee.</param>
/// <param name="Fee">The fee that goes back too (reversal only).</param>
/// <param name="Source">The wallet that pays it back; null where the fee wallet does.</param>
/// <param name="Destination">The wallet that gets it; null where it leaves through the bank.</param>
/// <param name="Posting">The posting that credited what is taken back: the ledger counts there what was taken back.</param>
public sealed record UndoTerms(Money Amount, Money? Fee, WalletId? Source, WalletId? Destination, PostingId Posting);
