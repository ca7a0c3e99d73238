using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WalletFunctions.Shared.Callbacks.Signing;

/// <summary>Signs as Standard Webhooks 1.0 asks: HMAC-SHA256 over <c>id.timestamp.body</c>, one signature for every live secret.</summary>
public static class WebhookSignature
{
    /// <summary>Version mark of a symmetric signature.</summary>
    public const string Version = "v1";

    /// <summary>The longest id we sign or accept.</summary>
    public const int MaximumIdCharacters = 256;

    /// <summary>The most secrets that may be live at once: the new one, the old one, and one in reserve for a rotation in haste.</summary>
    public const int MaximumLiveSecrets = 3;

    /// <summary>The three headers of one attempt.</summary>
    /// <param name="id">The message's id; no full stop in it, since that separates the signed parts.</param>
    /// <param name="attemptedAt">When the attempt is made; sent in whole seconds.</param>
    /// <param name="body">The very bytes that are sent.</param>
    /// <param name="liveSecrets">1 to <see cref="MaximumLiveSecrets"/> secrets; each gives one signature, in this order.</param>
    public static WebhookHeaders Sign(
        string id, DateTimeOffset attemptedAt, ReadOnlySpan<byte> body, IReadOnlyList<WebhookSecret> liveSecrets)
    {
        ArgumentNullException.ThrowIfNull(liveSecrets);
        ArgumentOutOfRangeException.ThrowIfZero(liveSecrets.Count, nameof(liveSecrets));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(liveSecrets.Count, MaximumLiveSecrets, nameof(liveSecrets));
        if (!IsId(id))
        {
            throw new ArgumentException($"A webhook id is 1 to {MaximumIdCharacters} visible characters without a full stop.", nameof(id));
        }

        var seconds = attemptedAt.ToUnixTimeSeconds();
        var signatures = new StringBuilder();
        foreach (var secret in liveSecrets)
        {
            signatures.Append(signatures.Length == 0 ? "" : " ")
                .Append(Version).Append(',').Append(Convert.ToBase64String(Compute(secret.Key, id, seconds, body)));
        }

        return new WebhookHeaders(id, seconds.ToString(CultureInfo.InvariantCulture), signatures.ToString());
    }

    /// <summary>The 32 bytes of HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
    public static byte[] Compute(ReadOnlySpan<byte> key, string id, long unixSeconds, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{unixSeconds}.")));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }

    /// <summary>Whether <paramref name="id"/> may be signed: visible ASCII, no full stop, not empty, not too long.</summary>
    public static bool IsId(string? id) =>
        id is { Length: > 0 and <= MaximumIdCharacters } && id.All(c => c is > ' ' and <= '~' and not '.');
}
