using WalletFunctions.Shared.Callbacks.Signing;

namespace WalletFunctions.Shared.Callbacks;

/// <summary>Makes one attempt over HTTP.</summary>
public interface IWebhookSender
{
    /// <summary>
    /// Posts the message once, within the attempt's deadline, and says how it ended. Whatever the network or the partner does is an outcome;
    /// only the caller's own cancellation throws.
    /// </summary>
    Task<AttemptOutcome> SendAsync(WebhookMessage message, CancellationToken cancellationToken);
}

/// <summary>One signed message.</summary>
/// <param name="Url">Where to, as the endpoint has it; checked before and while connecting.</param>
/// <param name="Headers">Id, time and signatures.</param>
/// <param name="ContentType">The body's media type.</param>
/// <param name="Body">The bytes that were signed.</param>
public sealed record WebhookMessage(string Url, WebhookHeaders Headers, string ContentType, ReadOnlyMemory<byte> Body);
