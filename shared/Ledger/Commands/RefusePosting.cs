using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Commands;

/// <summary>
/// Makes sure that a posting of unknown outcome either has landed or never will. The answer says which: accepted with the receipt (it landed; reverse it), or the refusal that stands
/// under its id from now on.
/// </summary>
/// <param name="Partition">Where it was to be posted.</param>
/// <param name="Id">Its id.</param>
public sealed record RefusePosting(LedgerPartition Partition, PostingId Id) : ILedgerCommand;
