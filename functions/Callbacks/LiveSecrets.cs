using Microsoft.Extensions.Logging;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Callbacks.Signing;

namespace WalletFunctions.Callbacks;

/// <summary>The secrets that sign what goes to an endpoint.</summary>
public sealed partial class LiveSecrets(IWebhookSecretSource secrets, ILogger<LiveSecrets> log)
{
    /// <summary>Those that are live and that the vault has, newest first; throws when the vault does not answer.</summary>
    public async Task<IReadOnlyList<WebhookSecret>> OfAsync(CallbackEndpoint endpoint, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        List<WebhookSecret> live = [];
        foreach (var name in endpoint.LiveSecrets(now))
        {
            if (await secrets.FindAsync(endpoint.Partner, name, cancellationToken) is { } secret)
            {
                live.Add(secret);
            }
            else
            {
                LogMissing(log, endpoint.Partner.Value, endpoint.EndpointId, name);
            }
        }

        return live;
    }

    [LoggerMessage(4003, LogLevel.Critical, "ALERT secret {SecretName} of endpoint {EndpointId} of partner {Partner} is not in the vault, or is no webhook secret")]
    private static partial void LogMissing(ILogger logger, string partner, string endpointId, string secretName);
}
