using Microsoft.Extensions.Configuration;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Callbacks;

/// <summary>
/// The webhook secrets from the settings <c>Callbacks:Secrets:{partner}:{name}</c>: set there locally, and in Azure as Key Vault references. Read anew each
/// time, so that a rotated one counts as soon as the host has it.
/// </summary>
public sealed class SettingsWebhookSecrets(IConfiguration configuration) : IWebhookSecretSource
{
    private const string Secrets = CallbackOptions.Section + ":Secrets";

    /// <inheritdoc/>
    public ValueTask<WebhookSecret?> FindAsync(PartnerId partner, string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult(WebhookSecret.TryParse(configuration.GetSection(Secrets).GetSection(partner.Value)[name], out var secret) ? secret : null);
}
