using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Callbacks;

/// <summary>Which callback a delivery is of, and how often in a row the partner was found busy.</summary>
/// <param name="Partner">The partner.</param>
/// <param name="CallbackId">The callback.</param>
/// <param name="Run">The run of its schedule.</param>
/// <param name="BusyDelays">See <see cref="DeliveryStep.WasBusy"/>.</param>
public sealed record DeliveryOrder(PartnerId Partner, CallbackId CallbackId, int Run, int BusyDelays = 0)
{
    /// <summary>The delivery of a callback's present run.</summary>
    public static DeliveryOrder Of(Callback callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return new DeliveryOrder(callback.Partner, callback.Id, callback.Run);
    }

    /// <summary>The orchestration's instance id: one for each run of a callback.</summary>
    public static string InstanceId(CallbackId callbackId, int run) => FormattableString.Invariant($"{callbackId.Value}~{run}");
}
