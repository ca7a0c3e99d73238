using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WalletFunctions.Shared.Callbacks;

/// <summary>
/// A callback's id, which is also its <c>webhook-id</c>: <c>cbk_</c>, two hexadecimal digits naming its bucket, and 32 of a hash. It derives
/// from partner, endpoint and event, so recording the same event twice gives one callback; the bucket is that of its wallet, so all
/// callbacks of one wallet lie in one storage partition.
/// </summary>
public sealed record CallbackId
{
    /// <summary>Into how many storage partitions the callbacks of one partner are spread.</summary>
    public const int Buckets = 16;

    private const string Prefix = "cbk_";
    private const int BucketDigits = 2;
    private const int HashDigits = 32;
    private const int Characters = 38;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    private CallbackId(string value) => Value = value;

    /// <summary>The written id.</summary>
    public string Value { get; }

    /// <summary>The storage bucket, 0 to <see cref="Buckets"/> − 1.</summary>
    public int Bucket => int.Parse(Value.AsSpan(Prefix.Length, BucketDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>The id of the callback that tells <paramref name="endpointId"/> of <paramref name="eventId"/>.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="endpointId">The partner's endpoint.</param>
    /// <param name="eventId">The event's id; any text.</param>
    /// <param name="walletId">The wallet whose callbacks keep their order; null when the event is of no wallet.</param>
    public static CallbackId Of(string partner, string endpointId, string eventId, string? walletId)
    {
        var hash = Hash(partner, endpointId, eventId);
        var bucket = (walletId is null ? hash : Hash(partner, walletId))[0] % Buckets;
        return new CallbackId(string.Create(
            CultureInfo.InvariantCulture, $"{Prefix}{bucket:x2}{Convert.ToHexStringLower(hash)[..HashDigits]}"));
    }

    /// <summary>Reads a written id; null when it is none.</summary>
    public static CallbackId? Find(string? text)
    {
        if (text is not { Length: Characters }
            || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || text.AsSpan(Prefix.Length).ContainsAnyExcept(LowerHex))
        {
            return null;
        }

        var id = new CallbackId(text);
        return id.Bucket < Buckets ? id : null;
    }

    /// <summary>Reads a written id and throws <see cref="FormatException"/> when it is none.</summary>
    public static CallbackId Parse(string text) => Find(text) ?? throw new FormatException("Not the id of a callback.");

    /// <summary>The written id.</summary>
    public override string ToString() => Value;

    // Each part goes in with its length, so that no two lists of parts give the same bytes.
    private static byte[] Hash(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}
