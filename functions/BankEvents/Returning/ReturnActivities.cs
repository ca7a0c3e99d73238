using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Callbacks;

namespace WalletFunctions.BankEvents.Returning;

/// <summary>The step of a return as an activity.</summary>
public sealed class ReturnActivities(ReturnBankEvent returning)
{
    internal const string Look = "LookAtBankEventReturn";

    /// <summary>Goes on with the return.</summary>
    [Function(Look)]
    public Task<BankEventLook> LookAsync([ActivityTrigger] BankEventOrder order, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return returning.LookAsync(order, new DeliveryStarter(durable), cancellationToken);
    }
}
