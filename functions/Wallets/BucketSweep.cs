using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Wallets;

/// <summary>Goes through the lists of what is not finished, of every partner: one thing that cannot be finished must not keep the others waiting.</summary>
internal static class BucketSweep
{
    /// <summary>Things of one bucket that one sweep looks at; the next one goes on.</summary>
    internal const int MaxPerBucket = 200;

    /// <summary>Things that are looked after at a time.</summary>
    private const int MaxAtOnce = 8;

    /// <summary>Looks after everything that is listed. Throws with every failure in one, after all were tried.</summary>
    internal static async Task RunAsync<T>(
        IPartnerStore partners,
        Func<PartnerId, int, CancellationToken, Task<IReadOnlyList<T>>> list,
        Func<PartnerId, T, CancellationToken, Task> lookAfter,
        CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        using var places = new SemaphoreSlim(MaxAtOnce);
        foreach (var partner in await partners.ListAsync(cancellationToken))
        {
            for (var bucket = 0; bucket < RowBucket.Count; bucket++)
            {
                var listed = await list(partner.Id, bucket, cancellationToken);
                var work = listed.Select(item => InTurnAsync(partner.Id, item)).ToArray();
                await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                failures.AddRange(work.Where(task => task.IsFaulted).SelectMany(task => task.Exception!.InnerExceptions));
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
