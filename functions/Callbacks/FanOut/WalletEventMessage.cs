using System.Text;
using Azure.Messaging.ServiceBus;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Callbacks.FanOut;

/// <summary>Reads a message of <see cref="Events.WalletEventPublisher"/> as what a partner is to be told. The body goes on as it is.</summary>
internal static class WalletEventMessage
{
    private const string PartnerProperty = "partner";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The event, or what is wrong with the message.</summary>
    internal static (CallbackEvent? Event, string? Fault) Read(ServiceBusReceivedMessage message)
    {
        if (!message.ApplicationProperties.TryGetValue(PartnerProperty, out var property) || !PartnerId.TryParse(property as string, out var partner))
        {
            return (null, "The property 'partner' names no partner.");
        }

        if (message.MessageId is not { Length: > 0 and <= Callback.MaximumEventIdCharacters })
        {
            return (null, $"The message's id is not 1 to {Callback.MaximumEventIdCharacters} characters.");
        }

        if (message.Subject is not { Length: > 0 and <= EventTypePattern.MaximumCharacters })
        {
            return (null, $"The subject, which is the event's type, is not 1 to {EventTypePattern.MaximumCharacters} characters.");
        }

        var body = message.Body.ToMemory();
        if (body.Length is 0 or > Callback.MaximumBodyBytes)
        {
            return (null, $"The body is not 1 to {Callback.MaximumBodyBytes} bytes.");
        }

        try
        {
            var text = Strict.GetString(body.Span);
            return (new CallbackEvent(partner, message.MessageId, message.Subject, WalletOf(partner, message.SessionId), message.ContentType, text), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, "The body is not UTF-8.");
        }
    }

    // The session is partner and subject; a fact whose subject is no wallet keeps no wallet's order.
    private static WalletId? WalletOf(PartnerId partner, string? sessionId)
    {
        var prefix = partner.Value + "~";
        return sessionId is not null && sessionId.StartsWith(prefix, StringComparison.Ordinal) && WalletId.TryParse(sessionId[prefix.Length..], out var wallet)
            ? wallet
            : null;
    }
}
