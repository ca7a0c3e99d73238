using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;

namespace WalletFunctions.Partners;

/// <summary>Sweeps of every partner.</summary>
internal static class EachPartner
{
    /// <summary>Does it for one partner after the other. One whose storage account does not answer must not keep the others waiting: what failed is thrown when all were tried.</summary>
    internal static async Task ForEachAsync(this IPartnerStore partners, Func<PartnerId, Task> sweepAsync, CancellationToken cancellationToken)
    {
        var sweeps = new List<Task>();
        foreach (var partner in await partners.ListAsync(cancellationToken))
        {
            var sweep = sweepAsync(partner.Id);
            sweeps.Add(sweep);
            await sweep.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(sweeps);
    }
}
