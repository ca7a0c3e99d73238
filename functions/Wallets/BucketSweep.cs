using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Storage.WorkLists;

namespace WalletFunctions.Wallets;

/// <summary>Goes through the lists of what is not finished, of every partner: one thing that cannot be finished must not keep the others waiting.</summary>
internal static class BucketSweep
{
    /// <summary>Things of one bucket that one sweep looks at; the next one goes on.</summary>
    internal const int MaxPerBucket = 200;

    /// <summary>Things that are looked after at a time.</summary>
    private const int MaxAtOnce = 8;

    /// <summary>Looks after everything that is listed. Throws with every failure in one, after all were tried.</summary>
    /// <param name="partners">The partners.</param>
    /// <param name="lists">Which buckets can hold anything.</param>
    /// <param name="of">The list; null: every bucket is looked at.</param>
    /// <param name="list">Lists what is not finished of one bucket.</param>
    /// <param name="lookAfter">Looks after one thing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal static async Task RunAsync<T>(
        IPartnerStore partners,
        IWorkLists lists,
        WorkList? of,
        Func<PartnerId, int, CancellationToken, Task<IReadOnlyList<T>>> list,
        Func<PartnerId, T, CancellationToken, Task> lookAfter,
        CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        using var places = new SemaphoreSlim(MaxAtOnce);
        foreach (var partner in await partners.ListAsync(cancellationToken))
        {
            var look = of is { } known ? await lists.LookAsync(partner.Id, known, cancellationToken) : null;
            foreach (var bucket in look?.Buckets ?? Enumerable.Range(0, RowBucket.Count))
            {
                var listed = await list(partner.Id, bucket, cancellationToken);
                if (listed.Count == 0)
                {
                    look?.FoundEmpty(bucket);
                }

                var work = listed.Select(item => InTurnAsync(partner.Id, item)).ToArray();
                await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                failures.AddRange(work.Where(task => task.IsFaulted).SelectMany(task => task.Exception!.InnerExceptions));
            }

            if (look is not null)
            {
                await lists.KeepAsync(look, cancellationToken);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException("Some wallets could not be looked after.", failures);
        }

        async Task InTurnAsync(PartnerId partner, T item)
        {
            await places.WaitAsync(cancellationToken);
            try
            {
                await lookAfter(partner, item, cancellationToken);
            }
            finally
            {
                places.Release();
            }
        }
    }
}
