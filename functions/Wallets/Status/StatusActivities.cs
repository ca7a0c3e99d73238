using Microsoft.Azure.Functions.Worker;

namespace WalletFunctions.Wallets.Status;

/// <summary>The step of telling the bank, as an activity.</summary>
public sealed class StatusActivities(StatusTeller teller)
{
    internal const string Tell = "TellBankWalletStatus";

    /// <summary>Tells the bank; whether that is done.</summary>
    [Function(Tell)]
    public Task<bool> TellAsync([ActivityTrigger] StatusTellingOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return teller.TellAsync(order.Partner, order.Wallet, order.ChangeId, cancellationToken);
    }
}
