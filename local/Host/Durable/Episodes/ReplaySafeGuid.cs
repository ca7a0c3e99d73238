using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WalletFunctions.Local.Host.Durable.Episodes;

/// <summary>Ids that every replay makes again: name-based UUIDs (version 5) of instance, time and counter, as the official worker makes them.</summary>
internal static class ReplaySafeGuid
{
    private static readonly Guid Namespace = new("9e952958-5e33-4daf-827f-2fa12937b875");

    /// <summary>The id of an instance's n-th call at this time.</summary>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "Version 5 is defined by SHA-1; nothing is kept secret by it.")]
    public static Guid Create(string instanceId, DateTime utcNow, int counter)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{instanceId}_{utcNow:o}_{counter}");
        var source = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        Namespace.TryWriteBytes(source, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, source.AsSpan(16));

        Span<byte> id = SHA1.HashData(source).AsSpan(0, 16);
        var version = BinaryPrimitives.ReadUInt16BigEndian(id[6..]);
        BinaryPrimitives.WriteUInt16BigEndian(id[6..], (ushort)((version & 0x0FFF) | 0x5000));
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
