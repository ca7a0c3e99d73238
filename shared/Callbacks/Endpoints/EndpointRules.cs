using WalletFunctions.Shared.Callbacks.Signing;

namespace WalletFunctions.Shared.Callbacks.Endpoints;

/// <summary>What an endpoint must be before it is stored.</summary>
public static class EndpointRules
{
    /// <summary>The longest endpoint id, in characters.</summary>
    public const int MaximumIdCharacters = 50;

    /// <summary>What an endpoint's id must be, in words.</summary>
    public static string IdRule { get; } = $"1 to {MaximumIdCharacters} of letters, digits, '-' and '_'";

    /// <summary>Every fault of <paramref name="endpoint"/>, each as <c>field: reason</c>; empty when it may be stored.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="allowLoopback">True in a local run alone.</param>
    public static IReadOnlyList<string> Faults(CallbackEndpoint endpoint, bool allowLoopback)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        List<string> faults = [];
        if (!IsId(endpoint.EndpointId))
        {
            faults.Add($"endpointId: {IdRule}");
        }

        if (EndpointUrl.Refuse(endpoint.Url, allowLoopback, out _) is { } reason)
        {
            faults.Add($"url: {reason}");
        }

        if (endpoint.StatusUrl is not null && EndpointUrl.Refuse(endpoint.StatusUrl, allowLoopback, out _) is { } statusReason)
        {
            faults.Add($"statusUrl: {statusReason}");
        }

        if (endpoint.EventTypes.Count is 0 or > CallbackEndpoint.MaximumEventTypes)
        {
            faults.Add($"eventTypes: 1 to {CallbackEndpoint.MaximumEventTypes} patterns");
        }

        faults.AddRange(endpoint.EventTypes.Where(pattern => !EventTypePattern.IsValid(pattern))
            .Select(_ => "eventTypes: a pattern is a type such as wallet.credited, a family such as wallet.*, or *"));
        faults.AddRange(endpoint.EventTypes.Where(pattern => EventTypePattern.IsValid(pattern) && !CallbackEventTypes.AnyMatches(pattern))
            .Select(pattern => $"eventTypes: no event is of the type {pattern}"));
        if (endpoint.Secrets.Count(secret => secret.ValidUntil is null) is 0 or > WebhookSignature.MaximumLiveSecrets)
        {
            faults.Add($"secrets: 1 to {WebhookSignature.MaximumLiveSecrets} without an end");
        }

        return faults;
    }

    /// <summary>Whether <paramref name="id"/> may name an endpoint.</summary>
    public static bool IsId(string? id) =>
        id is { Length: > 0 and <= MaximumIdCharacters } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
