using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Shared.Wallets.Status;

/// <summary>Keeps changes of status, which of them were not told yet, and the newest event of the bank per wallet.</summary>
public interface IStatusChangeStore
{
    /// <summary>Keeps a change, and that it is untold, as one. One of that id stays as it is, but that it was refused before is true no more: it is asked again.</summary>
    Task AddAsync(StatusChange change, CancellationToken cancellationToken);

    /// <summary>A change; null if there is none of that id.</summary>
    Task<StatusChange?> FindAsync(PartnerId partner, WalletId wallet, string id, CancellationToken cancellationToken);

    /// <summary>Keeps the receipt of a change, which is not untold any more, as one. To be repeated until it returns.</summary>
    Task CloseAsync(StatusChange told, CancellationToken cancellationToken);

    /// <summary>Keeps that the ledger refused a change which may yet happen; nothing where it was told, or forgotten, by then.</summary>
    /// <param name="refused">The change, with the time of the refusal.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task RefuseAsync(StatusChange refused, CancellationToken cancellationToken);

    /// <summary>Forgets a change that was refused, unless it was asked again, or told, since it was read.</summary>
    Task ForgetRefusedAsync(StatusChange refused, CancellationToken cancellationToken);

    /// <summary>Forgets a change that never happened and never will: the wallet has another version.</summary>
    Task ForgetAsync(StatusChange change, CancellationToken cancellationToken);

    /// <summary>Untold changes of one bucket of a partner's wallets (<see cref="RowBucket"/>), at most so many.</summary>
    Task<IReadOnlyList<UntoldChange>> ListUntoldAsync(PartnerId partner, int bucket, int limit, CancellationToken cancellationToken);

    /// <summary>The newest event of the bank about a wallet's status; null if there was none.</summary>
    Task<Versioned<BankMark>?> FindMarkAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken);

    /// <summary>Sets the newest event; false if the mark is not of that version any more, or (<paramref name="version"/> null) is there already.</summary>
    Task<bool> TrySetMarkAsync(PartnerId partner, WalletId wallet, BankMark mark, string? version, CancellationToken cancellationToken);
}
