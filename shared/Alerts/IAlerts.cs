namespace WalletFunctions.Shared.Alerts;

/// <summary>Calls a person.</summary>
public interface IAlerts
{
    /// <summary>Raises an alert; it is on its way when this returns. Raised again it has the same id, so that one trouble is one alert to those who are called.</summary>
    Task RaiseAsync(Alert alert, CancellationToken cancellationToken);
}
