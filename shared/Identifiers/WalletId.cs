using System.Globalization;
using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Identifiers;

/// <summary>
/// One wallet: <c>wal_</c>, the two digits of its ledger partition, and an opaque rest of 10–32 of <c>[a-z0-9]</c>. A stripe of a system wallet has a speaking rest,
/// <c>-settlement-usd-07</c>, which no other wallet can have.
/// </summary>
[JsonConverter(typeof(TextIdJsonConverter<WalletId>))]
public readonly record struct WalletId : ITextId<WalletId>
{
    /// <summary>Ledger partitions of a partner, at most: two digits.</summary>
    public const int MaxPartitions = 100;

    private const string Prefix = "wal_";
    private const int RestStart = 6;
    private readonly string? _value;

    private WalletId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("A default WalletId identifies nothing.");

    /// <summary>The number of the ledger partition that the wallet lives in for ever: 0–99.</summary>
    public int PartitionNumber => ((Value[Prefix.Length] - '0') * 10) + Value[Prefix.Length + 1] - '0';

    /// <summary>A stripe of a system wallet, which no partner may name in a request.</summary>
    public bool IsSystem => Value[RestStart] == '-';

    /// <inheritdoc/>
    public static bool TryParse(string? text, out WalletId id)
    {
        bool valid = text is not null && text.Length > RestStart && text.StartsWith(Prefix, StringComparison.Ordinal)
            && char.IsAsciiDigit(text[4]) && char.IsAsciiDigit(text[5]) && IsRest(text.AsSpan(RestStart));
        id = valid ? new WalletId(text!) : default;
        return valid;
    }

    /// <summary>Reads the text form. Throws FormatException if it is not one.</summary>
    public static WalletId Parse(string text) => TryParse(text, out WalletId id) ? id : throw new FormatException("Not a wallet id.");

    /// <summary>The id of a partner's new wallet, from the id that the partner gave it: the same every time.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="externalWalletId">The partner's own id of the wallet.</param>
    /// <param name="partitionNumber">The ledger partition that was chosen for the wallet: 0–99.</param>
    public static WalletId Derive(PartnerId partner, string externalWalletId, int partitionNumber) =>
        new(Prefix + Digits(partitionNumber) + IdText.Derive(20, "wallet", partner.Value, externalWalletId));

    /// <summary>The id of one stripe of a system wallet.</summary>
    internal static WalletId ForStripe(int partitionNumber, string type, string currency, int slot) =>
        new($"{Prefix}{Digits(partitionNumber)}-{type}-{currency.ToLowerInvariant()}-{Digits(slot)}");

    /// <summary>The text form.</summary>
    public override string ToString() => Value;

    private static string Digits(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, MaxPartitions);
        return number.ToString("00", CultureInfo.InvariantCulture);
    }

    private static bool IsRest(ReadOnlySpan<char> rest) =>
        rest[0] == '-' ? IdText.Holds(rest, 10, 40, IdText.LowerDashed) : IdText.Holds(rest, 10, 32, IdText.Lower);
}
