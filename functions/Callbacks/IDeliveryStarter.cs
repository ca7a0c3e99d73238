using WalletFunctions.Shared.Callbacks;

namespace WalletFunctions.Callbacks;

/// <summary>Starts deliveries.</summary>
public interface IDeliveryStarter
{
    /// <summary>Starts the delivery of the callback's present run, unless it was started before. A callback at its end needs none.</summary>
    Task StartAsync(Callback callback, CancellationToken cancellationToken);
}
