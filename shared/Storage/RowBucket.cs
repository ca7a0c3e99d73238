using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace WalletFunctions.Shared.Storage;

/// <summary>Spreads the rows of a partner that are not the ledger's evenly over table partitions.</summary>
public static class RowBucket
{
    /// <summary>Table partitions of a partner, in each table; fixed for ever, since a row's id alone leads to its partition.</summary>
    public const int Count = 16;

    /// <summary>The bucket of an id, 0 to <see cref="Count"/> − 1: the same for ever.</summary>
    public static int Of(string id)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), digest);
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(digest) % Count);
    }
}
