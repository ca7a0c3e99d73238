using WalletFunctions.Shared.Callbacks.Signing;

namespace WalletFunctions.Shared.Callbacks.Endpoints;

/// <summary>What asking for a rotation gave.</summary>
public abstract record SecretRotation
{
    /// <summary>The shortest time an old secret goes on signing, so that no callback is lost while the partner changes over.</summary>
    public static readonly TimeSpan MinimumOverlap = TimeSpan.FromMinutes(10);

    /// <summary>The longest time an old secret goes on signing.</summary>
    public static readonly TimeSpan MaximumOverlap = TimeSpan.FromDays(30);

    private SecretRotation()
    {
    }

    /// <summary>Rotated (or the name signs already without an end: then nothing changed).</summary>
    public sealed record Rotated(CallbackEndpoint Endpoint) : SecretRotation;

    /// <summary>Refused: so many secrets sign already that the newest would push one out.</summary>
    public sealed record TooManyLive(int LiveSecrets) : SecretRotation;

    /// <summary>Refused: the overlap is shorter or longer than allowed.</summary>
    public sealed record OverlapOutOfBounds(TimeSpan Overlap) : SecretRotation;

    /// <summary>
    /// Adds <paramref name="newSecretName"/> from <paramref name="now"/> on; every secret that signs now goes on signing for
    /// <paramref name="overlap"/> and no longer, and those already dead are dropped. The name that signs without an end changes nothing; one that
    /// is to end, or has ended, signs again without an end, so that a rotation can be taken back.
    /// </summary>
    public static SecretRotation Rotate(CallbackEndpoint endpoint, string newSecretName, DateTimeOffset now, TimeSpan overlap)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentException.ThrowIfNullOrEmpty(newSecretName);
        if (overlap < MinimumOverlap || overlap > MaximumOverlap)
        {
            return new OverlapOutOfBounds(overlap);
        }

        if (endpoint.Secrets.Any(secret => secret.Name == newSecretName && secret.ValidUntil is null))
        {
            return new Rotated(endpoint);
        }

        var live = endpoint.Secrets.Where(secret => secret.IsLive(now) && secret.Name != newSecretName).ToList();
        if (live.Count >= WebhookSignature.MaximumLiveSecrets)
        {
            return new TooManyLive(live.Count);
        }

        var ending = live.Select(secret => secret with { ValidUntil = Earlier(secret.ValidUntil, now + overlap) });
        return new Rotated(endpoint with { Secrets = [.. ending, new EndpointSecret(newSecretName, now, null)] });
    }

    private static DateTimeOffset Earlier(DateTimeOffset? given, DateTimeOffset other) => given < other ? given.Value : other;
}
