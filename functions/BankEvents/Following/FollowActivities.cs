using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Callbacks;

namespace WalletFunctions.BankEvents.Following;

/// <summary>The steps of an event's course as activities.</summary>
public sealed class FollowActivities(TellPartner tell, FollowBankEvent follow)
{
    internal const string Tell = "TellPartnerOfBankEvent";
    internal const string Look = "LookAtBankEvent";

    /// <summary>Tells the partner.</summary>
    [Function(Tell)]
    public Task<BankEventLook> TellAsync([ActivityTrigger] BankEventOrder order, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return tell.TellAsync(order, new DeliveryStarter(durable), cancellationToken);
    }

    /// <summary>Looks where the event stands, and does what is due.</summary>
    [Function(Look)]
    public Task<BankEventLook> LookAsync([ActivityTrigger] BankEventOrder order, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return follow.LookAsync(order, new DeliveryStarter(durable), cancellationToken);
    }
}
