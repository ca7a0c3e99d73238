using WalletFunctions.Shared.Ledger.Refusals;

namespace WalletFunctions.Shared.Ledger.Reading;

/// <summary>What stands under a posting id: a posting, or a remembered refusal. Exactly one of the two.</summary>
/// <param name="Posted">The posting.</param>
/// <param name="Refused">The refusal.</param>
public sealed record PostingRecord(PostingReceipt? Posted, LedgerRefusal? Refused);
