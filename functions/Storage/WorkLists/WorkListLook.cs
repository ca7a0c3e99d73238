using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Storage.WorkLists;

/// <summary>One sweep of one list: the buckets to look at, and which of them turned out to be empty.</summary>
/// <param name="partner">The partner.</param>
/// <param name="list">The list.</param>
/// <param name="buckets">The buckets that can hold anything: a bit each.</param>
/// <param name="version">The version of what was read, where buckets that are found empty may be left out from now on; else null.</param>
public sealed class WorkListLook(PartnerId partner, WorkList list, int buckets, string? version)
{
    /// <summary>Every bucket.</summary>
    public const int EveryBucket = (1 << RowBucket.Count) - 1;

    private readonly int _buckets = buckets;

    /// <summary>The partner.</summary>
    public PartnerId Partner => partner;

    /// <summary>The list.</summary>
    public WorkList List => list;

    /// <summary>The version of what was read; null where nothing is to be kept of this sweep.</summary>
    public string? Version => version;

    /// <summary>Whether it matters that a bucket is empty: where only what is due is looked at, that costs another call.</summary>
    public bool AsksForEmpty => version is not null;

    /// <summary>The buckets to look at, in order.</summary>
    public IEnumerable<int> Buckets => Enumerable.Range(0, RowBucket.Count).Where(bucket => (_buckets & (1 << bucket)) != 0);

    /// <summary>The buckets that are not known to be empty: a bit each.</summary>
    public int Left { get; private set; } = buckets;

    /// <summary>Whether a bucket was found empty.</summary>
    public bool IsNarrower => Left != _buckets;

    /// <summary>A bucket has nothing on the list: nothing at all, not only nothing that is due.</summary>
    public void FoundEmpty(int bucket) => Left &= ~(1 << bucket);
}
