using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>Adds up what entries and holds say, for the postings to take away.</summary>
/// <param name="pairs">What they say of postings.</param>
/// <param name="takeBacks">What holds say of postings that they take back.</param>
/// <param name="transit">What stripes of transit say; null: not looked at.</param>
internal sealed class RangeReader(KeyedSums pairs, TakeBackCheck takeBacks, TransitProof? transit) : IOwnRowsReader
{
    public ValueTask TakeAsync(WalletProof wallet, EntryRow entry)
    {
        pairs.Add(entry.Posting.Value, PairFact.Of(entry).ToString(), 1);
        transit?.Take(entry);
        return ValueTask.CompletedTask;
    }

    public ValueTask TakeAsync(WalletProof wallet, HoldRow hold)
    {
        takeBacks.Take(hold);
        if (hold is { State: HoldState.Captured, CapturedBy: not null } && wallet.Holds.HadEnded(hold))
        {
            pairs.Add(hold.CapturedBy.Value.Value, PairFact.Of(hold).ToString(), 1);
        }

        return ValueTask.CompletedTask;
    }
}
