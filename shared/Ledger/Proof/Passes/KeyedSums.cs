using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>
/// Tells whether two long lists, each met in its own order, say the same, in little memory: what one list says is added, what the other says is taken away, each as a keyed hash of 128
/// bits times an amount, in one of many buckets. A bucket that does not end at zero holds a difference. Nobody without the bank's key can find two things that cancel each other out.
/// </summary>
internal sealed class KeyedSums
{
    /// <summary>Buckets: a power of two.</summary>
    internal const int Buckets = 16_384;

    private readonly UInt128[] _sums = new UInt128[Buckets];
    private readonly byte[] _secret;

    internal KeyedSums(HashKeyRing keys) => _secret = HMACSHA256.HashData(keys.Current.Secret.Span, "proof.sums"u8);

    /// <summary>How many things were added or taken away.</summary>
    internal long Count { get; private set; }

    /// <summary>The buckets that do not end at zero.</summary>
    internal List<int> FindUneven() => [.. Enumerable.Range(0, Buckets).Where(bucket => _sums[bucket] != 0)];

    /// <summary>The bucket of a key.</summary>
    internal static int BucketOf(string key)
    {
        uint hash = 2_166_136_261;
        foreach (char character in key)
        {
            hash = unchecked((hash ^ character) * 16_777_619);
        }

        return (int)((hash ^ (hash >> 15)) & (Buckets - 1));
    }

    /// <summary>Adds a thing so many times (negative: takes it away).</summary>
    /// <param name="key">Says the bucket.</param>
    /// <param name="text">The whole of it.</param>
    /// <param name="times">How many times.</param>
    internal void Add(string key, string text, Int128 times)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        int length = Encoding.UTF8.GetByteCount(text);
        Span<byte> bytes = length <= 512 ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(text, bytes);
        HMACSHA256.HashData(_secret, bytes, digest);
        ref UInt128 sum = ref _sums[BucketOf(key)];
        sum = unchecked(sum + (BinaryPrimitives.ReadUInt128LittleEndian(digest) * (UInt128)times));
        Count++;
    }
}
