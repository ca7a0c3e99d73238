namespace WalletFunctions.Shared.Callbacks.Signing;

/// <summary>Gives the webhook secrets by their names: a vault in production, the settings locally.</summary>
public interface IWebhookSecretSource
{
    /// <summary>The secret of that name; null when there is none, or it is no webhook secret. Throws when the vault does not answer.</summary>
    ValueTask<WebhookSecret?> FindAsync(string name, CancellationToken cancellationToken);
}
