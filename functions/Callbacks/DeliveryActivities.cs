using Microsoft.Azure.Functions.Worker;

namespace WalletFunctions.Callbacks;

/// <summary>The steps of a delivery as an activity.</summary>
public sealed class DeliveryActivities(DeliverCallback deliver)
{
    internal const string Step = "DeliverCallbackStep";

    /// <summary>Makes at most one attempt.</summary>
    [Function(Step)]
    public Task<DeliveryStep> StepAsync([ActivityTrigger] DeliveryOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return deliver.StepAsync(order.Partner, order.CallbackId, order.BusyDelays, cancellationToken);
    }
}
