using System.Buffers.Text;
using System.Security.Cryptography;

namespace WalletFunctions.Shared.Callbacks.Signing;

/// <summary>A symmetric Standard Webhooks secret: <c>whsec_</c> and base64 of 24 to 64 random bytes. Never printed.</summary>
public sealed class WebhookSecret
{
    /// <summary>What every written secret starts with.</summary>
    public const string Prefix = "whsec_";

    /// <summary>The fewest bytes of key the specification allows.</summary>
    public const int MinimumBytes = 24;

    /// <summary>The most bytes of key the specification allows.</summary>
    public const int MaximumBytes = 64;

    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    /// <summary>The HMAC key.</summary>
    public ReadOnlySpan<byte> Key => _key;

    /// <summary>Reads <c>whsec_…</c>. False when the prefix, the base64 or the length is wrong.</summary>
    public static bool TryParse(string? text, out WebhookSecret? secret)
    {
        secret = null;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var encoded = text.AsSpan(Prefix.Length);
        // Base64.IsValid tolerates white space; a secret with white space in it is a copying mistake.
        if (encoded.ContainsAny(" \t\r\n") || !Base64.IsValid(encoded, out var bytes) || bytes is < MinimumBytes or > MaximumBytes)
        {
            return false;
        }

        secret = new WebhookSecret(Convert.FromBase64String(text[Prefix.Length..]));
        return true;
    }

    /// <summary>Reads <c>whsec_…</c> and throws <see cref="FormatException"/>, without the text in it, when it is not one.</summary>
    public static WebhookSecret Parse(string text) => TryParse(text, out var secret)
        ? secret!
        : throw new FormatException($"A webhook secret is '{Prefix}' and base64 of {MinimumBytes} to {MaximumBytes} bytes.");

    /// <summary>Makes a secret of <paramref name="key"/>, whose bytes the caller drew from a secure source.</summary>
    public static WebhookSecret FromBytes(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, MinimumBytes, nameof(key));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, MaximumBytes, nameof(key));
        return new WebhookSecret(key.ToArray());
    }

    /// <summary>The written form, to hand to the partner or to a vault; never to a log.</summary>
    public string Reveal() => Prefix + Convert.ToBase64String(_key);

    /// <summary>Whether both hold the same key, compared in constant time.</summary>
    public bool SameAs(WebhookSecret other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CryptographicOperations.FixedTimeEquals(_key, other._key);
    }

    /// <summary>A placeholder, so that a secret in a log line or an exception stays hidden.</summary>
    public override string ToString() => Prefix + "(hidden)";
}
