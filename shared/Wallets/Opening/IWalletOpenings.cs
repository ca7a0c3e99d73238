using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Shared.Wallets.Opening;

/// <summary>Keeps how wallets came to be opened: the bank's outcome, whose each account of the bank is, and which openings are not finished. A wallet is listed by its registration.</summary>
public interface IWalletOpenings
{
    /// <summary>The bank's outcome; null while there is none.</summary>
    Task<OpeningOutcome?> FindOutcomeAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken);

    /// <summary>Stores an outcome, if there is none; gives the one that stands.</summary>
    Task<OpeningOutcome> DecideAsync(PartnerId partner, WalletId wallet, OpeningOutcome proposed, CancellationToken cancellationToken);

    /// <summary>Binds an account of the bank to a wallet, if it is bound to none; gives the wallet that it is bound to.</summary>
    Task<WalletId> BindAccountAsync(PartnerId partner, string accountId, WalletId wallet, CancellationToken cancellationToken);

    /// <summary>Unfinished openings of one bucket of a partner's wallets (<see cref="RowBucket"/>), at most so many.</summary>
    Task<IReadOnlyList<UnfinishedOpening>> ListUnfinishedAsync(PartnerId partner, int bucket, int limit, CancellationToken cancellationToken);

    /// <summary>Takes a wallet off the list of unfinished openings. May be repeated.</summary>
    Task FinishAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken);
}
