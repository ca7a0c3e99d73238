using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Storage.WorkLists;

/// <summary>
/// Knows which buckets (<see cref="RowBucket"/>) of a partner's list can hold anything, so that a sweep asks storage for those alone. It may name one that is empty, and never leaves one
/// out that is not: before something is put on a list, that is said here and kept.
/// </summary>
public interface IWorkLists
{
    /// <summary>Something is about to be put on the list, in whatever bucket. Mostly known already, and then without a call. Throws what storage throws: then nothing may be put there.</summary>
    ValueTask ExpectAsync(PartnerId partner, WorkList list, CancellationToken cancellationToken);

    /// <summary>Begins a sweep: the buckets to look at.</summary>
    Task<WorkListLook> LookAsync(PartnerId partner, WorkList list, CancellationToken cancellationToken);

    /// <summary>Ends a sweep: the buckets that were found empty need not be looked at, unless something was expected on the list meanwhile.</summary>
    Task KeepAsync(WorkListLook look, CancellationToken cancellationToken);
}
