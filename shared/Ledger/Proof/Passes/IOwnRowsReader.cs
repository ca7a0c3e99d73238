using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>Looks at the entries and holds of a proof as they are scanned.</summary>
internal interface IOwnRowsReader
{
    /// <summary>Takes an entry that belongs to the proof.</summary>
    ValueTask TakeAsync(WalletProof wallet, EntryRow entry);

    /// <summary>Takes a hold, one that was placed later included.</summary>
    ValueTask TakeAsync(WalletProof wallet, HoldRow hold);
}
