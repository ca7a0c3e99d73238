using Microsoft.Azure.Functions.Worker;

namespace WalletFunctions.Wallets.Opening;

/// <summary>The step of an opening, as an activity.</summary>
public sealed class OpeningActivities(OpeningStep step)
{
    internal const string Open = "OpenWalletAtBank";

    /// <summary>Goes as far as it can; whether the opening is finished.</summary>
    [Function(Open)]
    public Task<bool> OpenAsync([ActivityTrigger] OpeningOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return step.RunAsync(order.Partner, order.Wallet, cancellationToken);
    }
}
