using System.Text.Json.Serialization;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Monetary;

/// <summary>A currency of ISO 4217 by its alphabetic code, with the number of digits of its minor unit (JPY 0, USD 2, KWD 3).</summary>
[JsonConverter(typeof(TextIdJsonConverter<Currency>))]
public readonly record struct Currency : ITextId<Currency>
{
    private readonly string? _code;

    private Currency(string code) => _code = code;

    /// <summary>The three capital letters. Throws on a default value, which is no currency.</summary>
    public string Code => _code ?? throw new InvalidOperationException("A default Currency is no currency.");

    /// <summary>Digits after the decimal point: 0, 2, 3 or 4.</summary>
    public int MinorDigits => Iso4217.Digits[Code];

    /// <inheritdoc/>
    public string Value => Code;

    /// <summary>Reads a code of three capital letters; false if ISO 4217 has no such currency in circulation.</summary>
    public static bool TryParse(string? text, out Currency id)
    {
        // The table's own string: the many copies that requests bring are not kept.
        bool known = Iso4217.Codes.TryGetValue(text ?? string.Empty, out string? code);
        id = known ? new Currency(code!) : default;
        return known;
    }

    /// <summary>Reads a code of three capital letters. Throws FormatException if ISO 4217 has no such currency in circulation.</summary>
    public static Currency Parse(string text) => TryParse(text, out Currency currency) ? currency : throw new FormatException("Not a currency of ISO 4217.");

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
