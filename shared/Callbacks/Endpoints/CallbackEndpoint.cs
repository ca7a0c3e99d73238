using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Callbacks.Endpoints;

/// <summary>Where one partner wants its callbacks, which ones, and what signs them.</summary>
public sealed record CallbackEndpoint
{
    /// <summary>The most endpoints one partner may have.</summary>
    public const int MaximumPerPartner = 8;

    /// <summary>The most event-type patterns of one endpoint.</summary>
    public const int MaximumEventTypes = 50;

    /// <summary>The partner that owns it.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>Its id within the partner: 1 to 50 of letters, digits, '-' and '_'.</summary>
    public required string EndpointId { get; init; }

    /// <summary>Where callbacks are posted; checked by <see cref="EndpointUrl"/> when set and whenever used.</summary>
    public required string Url { get; init; }

    /// <summary>
    /// Where the partner says how a transaction ended in its own ledger, when its acknowledgement is missing; null when it cannot be asked.
    /// Checked like <see cref="Url"/>, and asked under the same secrets.
    /// </summary>
    public string? StatusUrl { get; init; }

    /// <summary>What is wanted, as <see cref="EventTypePattern"/>s.</summary>
    public required IReadOnlyList<string> EventTypes { get; init; }

    /// <summary>Its secrets, oldest first, with those that no longer sign kept until the next rotation.</summary>
    public required IReadOnlyList<EndpointSecret> Secrets { get; init; }

    /// <summary>Set once it was switched off; null while callbacks are sent.</summary>
    public EndpointSwitchedOff? Off { get; init; }

    /// <summary>Whether callbacks are sent to it.</summary>
    public bool IsOn => Off is null;

    /// <summary>Whether it asks for events of <paramref name="eventType"/>.</summary>
    public bool Wants(string eventType) => EventTypes.Any(pattern => EventTypePattern.Matches(pattern, eventType));

    /// <summary>The names of the secrets that sign at <paramref name="now"/>, newest first.</summary>
    public IReadOnlyList<string> LiveSecrets(DateTimeOffset now) =>
        [.. Secrets.Where(secret => secret.IsLive(now)).OrderByDescending(secret => secret.ValidFrom)
            .Take(WebhookSignature.MaximumLiveSecrets).Select(secret => secret.Name)];

    /// <summary>Switched off, keeping the first reason when it is off already.</summary>
    public CallbackEndpoint SwitchOff(string reason, DateTimeOffset now) => IsOn ? this with { Off = new(now, reason) } : this;

    /// <summary>Switched on again, by an operator.</summary>
    public CallbackEndpoint SwitchOn() => this with { Off = null };

    /// <inheritdoc />
    public bool Equals(CallbackEndpoint? other) => other is not null
        && (Partner, EndpointId, Url, StatusUrl, Off) == (other.Partner, other.EndpointId, other.Url, other.StatusUrl, other.Off)
        && EventTypes.SequenceEqual(other.EventTypes)
        && Secrets.SequenceEqual(other.Secrets);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Partner, EndpointId, Url, StatusUrl, Off, EventTypes.Count, Secrets.Count);
}

/// <summary>That an endpoint was switched off.</summary>
/// <param name="At">When.</param>
/// <param name="Reason">Why, as a short word: <c>gone</c> after a 410, or the operator's.</param>
public sealed record EndpointSwitchedOff(DateTimeOffset At, string Reason);
