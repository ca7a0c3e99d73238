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
}
