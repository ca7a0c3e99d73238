using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Callbacks;

/// <summary>Records an event for every endpoint of its partner that asks for it. Recording the same event again records nothing.</summary>
public sealed class RecordCallbacks(ICallbackStore callbacks, EndpointDirectory endpoints, RecentCallbacks recent, TimeProvider clock)
{
    /// <summary>
    /// The callbacks of <paramref name="callbackEvent"/>, one per endpoint that wants it, in the endpoints' order; each is to be driven to its
    /// end. An endpoint that is off gets its callback too: it ends as <c>endpoint-off</c> and can be replayed.
    /// </summary>
    public async Task<IReadOnlyList<Callback>> RecordAsync(CallbackEvent callbackEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(callbackEvent);
        var (partner, now) = (callbackEvent.Partner, clock.GetUtcNow());
        List<Callback> recorded = [];
        foreach (var endpoint in await endpoints.OfAsync(partner, cancellationToken))
        {
            if (endpoint.Wants(callbackEvent.Type))
            {
                var callback = new Callback
                {
                    Id = CallbackId.Of(partner, endpoint.EndpointId, callbackEvent.EventId, callbackEvent.WalletId),
                    Partner = partner,
                    EndpointId = endpoint.EndpointId,
                    EventId = callbackEvent.EventId,
                    EventType = callbackEvent.Type,
                    WalletId = callbackEvent.WalletId,
                    ContentType = callbackEvent.ContentType,
                    Body = callbackEvent.Body,
                    CreatedAt = now,
                    DueAt = now,
                };
                var stored = await callbacks.AddAsync(callback, cancellationToken);
                recent.Remember(stored);
                recorded.Add(stored.Callback);
            }
        }

        return recorded;
    }
}

/// <summary>What a partner is to be told.</summary>
/// <param name="Partner">The partner.</param>
/// <param name="EventId">The event's id, the same whenever this event is recorded; at most <see cref="Callback.MaximumEventIdCharacters"/>.</param>
/// <param name="Type">The event's type, such as <c>wallet.credited</c>.</param>
/// <param name="WalletId">The wallet whose callbacks keep their order; null for none.</param>
/// <param name="ContentType">The body's media type.</param>
/// <param name="Body">The body, at most <see cref="Callback.MaximumBodyBytes"/> of UTF-8.</param>
public sealed record CallbackEvent(
    PartnerId Partner, string EventId, string Type, WalletId? WalletId, string ContentType, string Body);
