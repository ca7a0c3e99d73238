using System.Runtime.CompilerServices;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Storage.WorkLists;

namespace WalletFunctions.Transactions.Sweep;

/// <summary>Goes through what a partner has open. All of it, page by page: what waits for a person or the bank, or is stuck, stays open for long, and must not hide the rest.</summary>
internal static class OpenPages
{
    /// <summary>Lists what is open in a bucket, at most so many, after an id.</summary>
    internal delegate Task<IReadOnlyList<OpenTransaction>> List(PartnerId partner, int bucket, TransactionId? after, int max, CancellationToken cancellationToken);

    /// <summary>The pages, none of them empty. When all were looked after, the buckets that hold nothing are kept.</summary>
    internal static async IAsyncEnumerable<IReadOnlyList<OpenTransaction>> OfAsync(
        IWorkLists lists, WorkList of, PartnerId partner, int pageSize, List list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var look = await lists.LookAsync(partner, of, cancellationToken);
        foreach (var bucket in look.Buckets)
        {
            var page = await list(partner, bucket, null, pageSize, cancellationToken);
            if (page.Count == 0)
            {
                look.FoundEmpty(bucket);
            }

            while (page.Count > 0)
            {
                yield return page;
                page = page.Count == pageSize ? await list(partner, bucket, page[^1].Id, pageSize, cancellationToken) : [];
            }
        }

        await lists.KeepAsync(look, cancellationToken);
    }
}
