using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Callbacks;

/// <summary>
/// A callback's id, which is also its <c>webhook-id</c>: <c>cbk_</c>, two hexadecimal digits naming its bucket, and 32 of a hash. It derives
/// from partner, endpoint and event, so recording the same event twice gives one callback; the bucket is that of its wallet, so all
/// callbacks of one wallet lie in one storage partition.
/// </summary>
[JsonConverter(typeof(TextIdJsonConverter<CallbackId>))]
public readonly record struct CallbackId : ITextId<CallbackId>
{
    /// <summary>Into how many storage partitions the callbacks of one partner are spread.</summary>
    public const int Buckets = 16;

    private const string Prefix = "cbk_";
    private const int BucketDigits = 2;
    private const int HashDigits = 32;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");
    private readonly string? _value;

    private CallbackId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("A default CallbackId identifies nothing.");

    /// <summary>The storage bucket, 0 to <see cref="Buckets"/> − 1.</summary>
    public int Bucket => BucketOf(Value);

    /// <summary>The id of the callback that tells <paramref name="endpointId"/> of <paramref name="eventId"/>.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="endpointId">The partner's endpoint.</param>
    /// <param name="eventId">The event's id; any text.</param>
    /// <param name="walletId">The wallet whose callbacks keep their order; null when the event is of no wallet.</param>
    public static CallbackId Of(PartnerId partner, string endpointId, string eventId, WalletId? walletId)
    {
        var hash = Hash(partner.Value, endpointId, eventId);
        var bucket = (walletId is { } wallet ? Hash(partner.Value, wallet.Value) : hash)[0] % Buckets;
        return new CallbackId(string.Create(
            CultureInfo.InvariantCulture, $"{Prefix}{bucket:x2}{Convert.ToHexStringLower(hash)[..HashDigits]}"));
    }

    /// <inheritdoc/>
    public static bool TryParse(string? text, out CallbackId id)
    {
        var valid = text is { Length: 4 + BucketDigits + HashDigits }
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && !text.AsSpan(Prefix.Length).ContainsAnyExcept(LowerHex)
            && BucketOf(text) < Buckets;
        id = valid ? new CallbackId(text!) : default;
        return valid;
    }

    /// <summary>Reads the text form. Throws FormatException if it is not one.</summary>
    public static CallbackId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("Not the id of a callback.");

    /// <summary>The text form.</summary>
    public override string ToString() => Value;

    private static int BucketOf(string text) =>
        int.Parse(text.AsSpan(Prefix.Length, BucketDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    // Each part goes in with its length, so that no two lists of parts give the same bytes, whatever is in an event's id.
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
