namespace WalletFunctions.Shared.Ledger.Proof;

/// <summary>How many rows a proof looked at.</summary>
/// <param name="Wallets">Wallets, stripes of system wallets included.</param>
/// <param name="Entries">Entries.</param>
/// <param name="Postings">Postings.</param>
/// <param name="Holds">Holds and reservations.</param>
/// <param name="Controls">Control rows.</param>
/// <param name="Customers">Customer rows.</param>
/// <param name="OpenTransits">Unfinished transactions that have money in <c>transit</c>.</param>
/// <param name="Heads">Daily heads that entries were held against.</param>
public sealed record ProofCounts(long Wallets, long Entries, long Postings, long Holds, long Controls, long Customers, long OpenTransits, long Heads);
