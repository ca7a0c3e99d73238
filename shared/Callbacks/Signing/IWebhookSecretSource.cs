using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Callbacks.Signing;

/// <summary>Gives the webhook secrets by their names: a vault in production, the settings locally.</summary>
public interface IWebhookSecretSource
{
    /// <summary>
    /// The partner's secret of that name; null when it has none, or it is no webhook secret. Throws when the vault does not answer. A name means
    /// nothing outside its partner: else one partner could have another one's secret sign what it gets itself, and pass it on as genuine.
    /// </summary>
    ValueTask<WebhookSecret?> FindAsync(PartnerId partner, string name, CancellationToken cancellationToken);
}
