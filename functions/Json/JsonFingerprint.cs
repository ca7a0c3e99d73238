using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace WalletFunctions.Json;

/// <summary>Tells a request that is sent again from another one: SHA-256 of the route and the canonical body, in hex.</summary>
internal static class JsonFingerprint
{
    /// <summary>The fingerprint of a request.</summary>
    /// <param name="route">Method and path.</param>
    /// <param name="body">The body, read without a fault.</param>
    internal static string Of(string route, JsonElement body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(route + "\n"));
        hash.AppendData(CanonicalJson.Of(body).Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The fingerprint of a request that was refused; null where its body has text that is none, which no request that was accepted has.</summary>
    internal static string? TryOf(string route, JsonElement body)
    {
        try
        {
            return Of(route, body);
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, written as an escape: valid JSON, but no text.
            return null;
        }
    }
}
