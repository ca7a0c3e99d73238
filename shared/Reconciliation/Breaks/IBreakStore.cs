using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Shared.Reconciliation.Breaks;

/// <summary>Keeps the breaks of each partner.</summary>
public interface IBreakStore
{
    /// <summary>Keeps a break and raises its alert. One of that id, in whatever state, stays as it is: to be repeated until it returns. True if it was new.</summary>
    Task<bool> OpenAsync(Break found, CancellationToken cancellationToken);

    /// <summary>A break as it stands; null if there is none of that id.</summary>
    Task<Versioned<Break>?> FindAsync(PartnerId partner, BreakId id, CancellationToken cancellationToken);

    /// <summary>Replaces a break; null if it is not of that version any more.</summary>
    Task<Versioned<Break>?> ReplaceAsync(Versioned<Break> changed, CancellationToken cancellationToken);

    /// <summary>The breaks of a partner, newest first.</summary>
    Task<BreakPage> ListAsync(PartnerId partner, BreakQuery query, CancellationToken cancellationToken);
}
