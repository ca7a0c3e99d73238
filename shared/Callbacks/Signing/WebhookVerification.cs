using System.Globalization;
using System.Security.Cryptography;

namespace WalletFunctions.Shared.Callbacks.Signing;

/// <summary>What checking a webhook's headers found.</summary>
public enum WebhookVerdict
{
    /// <summary>A live secret signed these bytes under this id, just now.</summary>
    Genuine,

    /// <summary>A header is missing, too long, or not of its form.</summary>
    Malformed,

    /// <summary>The timestamp is older than the tolerance: perhaps a replay.</summary>
    TooOld,

    /// <summary>The timestamp lies further ahead than the tolerance.</summary>
    TooNew,

    /// <summary>No signature matches any of the secrets.</summary>
    WrongSignature,
}

/// <summary>Checks what <see cref="WebhookSignature"/> made: the receiver's side.</summary>
public static class WebhookVerification
{
    /// <summary>How far the timestamp may lie from the receiver's clock, both ways: five minutes.</summary>
    public static readonly TimeSpan DefaultTolerance = TimeSpan.FromMinutes(5);

    /// <summary>The most signatures looked at in one header; more are malformed.</summary>
    public const int MaximumSignatures = 16;

    private const int SignatureBytes = 32;
    private const int MaximumSignatureCharacters = 128;

    /// <summary>
    /// Whether <paramref name="headers"/> prove <paramref name="body"/>. Compares in constant time and tries every secret on every
    /// <c>v1</c> signature; other versions are passed over, as the specification asks. Duplicates are the caller's to find, by the id.
    /// </summary>
    public static WebhookVerdict Verify(
        WebhookHeaders headers, ReadOnlySpan<byte> body, IReadOnlyList<WebhookSecret> secrets, DateTimeOffset now, TimeSpan tolerance)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(secrets);
        if (!WebhookSignature.IsId(headers.Id)
            || !long.TryParse(headers.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            || headers.Signature is null
            || headers.Signature.Length > MaximumSignatures * MaximumSignatureCharacters)
        {
            return WebhookVerdict.Malformed;
        }

        var signatures = headers.Signature.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (signatures.Length is 0 or > MaximumSignatures)
        {
            return WebhookVerdict.Malformed;
        }

        var attemptedAt = DateTimeOffset.FromUnixTimeSeconds(seconds);
        if (attemptedAt < now - tolerance)
        {
            return WebhookVerdict.TooOld;
        }

        if (attemptedAt > now + tolerance)
        {
            return WebhookVerdict.TooNew;
        }

        var genuine = false;
        foreach (var secret in secrets)
        {
            var expected = WebhookSignature.Compute(secret.Key, headers.Id, seconds, body);
            foreach (var signature in signatures)
            {
                genuine |= Matches(signature, expected);
            }
        }

        return genuine ? WebhookVerdict.Genuine : WebhookVerdict.WrongSignature;
    }

    private static bool Matches(string signature, byte[] expected)
    {
        const string mark = WebhookSignature.Version + ",";
        Span<byte> given = stackalloc byte[SignatureBytes];
        return signature.StartsWith(mark, StringComparison.Ordinal)
            && Convert.TryFromBase64Chars(signature.AsSpan(mark.Length), given, out var written)
            && written == SignatureBytes
            && CryptographicOperations.FixedTimeEquals(given, expected);
    }
}
