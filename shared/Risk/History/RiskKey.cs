using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace WalletFunctions.Shared.Risk.History;

/// <summary>
/// Short keys for ids inside a history: the first 64 bits of SHA-256. A history keeps at most a few hundred ids, so two different ones never
/// share a key in practice, and the history holds no fingerprint or id in clear.
/// </summary>
public static class RiskKey
{
    /// <summary>The key of an id.</summary>
    public static ulong Of(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
