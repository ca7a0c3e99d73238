using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Commands;

/// <summary>Takes an earlier posting of the same ledger partition back.</summary>
/// <param name="Posting">The original.</param>
/// <param name="Kind">All of it once, or a part of what it credited to the wallet that is debited now.</param>
/// <param name="Leg">Whose line is refunded, where the original is a session's with lines of several transactions; null: the original's own transaction.</param>
public sealed record UndoOf(PostingId Posting, UndoKind Kind, TransactionId? Leg = null);
