using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Reading;

/// <summary>Reads the ledger from storage, never from a cache. Each member may throw <see cref="LedgerUnavailableException"/>.</summary>
public interface ILedgerReader
{
    /// <summary>A wallet as it stands; null if there is none.</summary>
    Task<WalletView?> FindWalletAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken);

    /// <summary>A wallet's balance as it was at a past moment (entries up to and including it); null if there is no such wallet.</summary>
    Task<BalanceView?> FindBalanceAsync(PartnerId partner, WalletId wallet, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>A page of a wallet's entries, newest first; null if there is no such wallet.</summary>
    Task<EntryPage?> FindEntriesAsync(PartnerId partner, WalletId wallet, EntryQuery query, CancellationToken cancellationToken);

    /// <summary>What stands under a posting id; null if nothing does (yet).</summary>
    Task<PostingRecord?> FindPostingAsync(LedgerPartition partition, PostingId id, CancellationToken cancellationToken);

    /// <summary>A hold, whatever its state; null if there is none.</summary>
    Task<HoldView?> FindHoldAsync(PartnerId partner, WalletId wallet, HoldId id, CancellationToken cancellationToken);

    /// <summary>The holds that a partner placed, of one ledger partition, which are active though their time has passed: to be released with <c>OnlyIfExpired</c>.</summary>
    IAsyncEnumerable<HoldView> ListExpiredHoldsAsync(LedgerPartition partition, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The logical system wallets of a partner. Throws OverflowException if the stripes of one are together out of the range of 64 bits, which each alone is not.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="partitionCount">Its ledger partitions: 1–100.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<SystemWalletBalance>> ListSystemWalletsAsync(PartnerId partner, int partitionCount, CancellationToken cancellationToken);
}
