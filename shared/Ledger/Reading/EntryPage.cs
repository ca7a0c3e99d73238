namespace WalletFunctions.Shared.Ledger.Reading;

/// <summary>Entries, newest first.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="Next">Where the next page begins; null: there is none.</param>
public sealed record EntryPage(IReadOnlyList<EntryView> Items, EntryCursor? Next);
