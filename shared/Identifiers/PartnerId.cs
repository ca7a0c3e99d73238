using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Identifiers;

/// <summary>One fintech platform, the tenant: 1–40 of <c>[a-z0-9-]</c>. Every key of every table starts with it.</summary>
[JsonConverter(typeof(TextIdJsonConverter<PartnerId>))]
public readonly record struct PartnerId : ITextId<PartnerId>
{
    private readonly string? _value;

    private PartnerId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("A default PartnerId identifies nothing.");

    /// <inheritdoc/>
    public static bool TryParse(string? text, out PartnerId id)
    {
        bool valid = text is not null && IdText.Holds(text, 1, 40, IdText.LowerDashed);
        id = valid ? new PartnerId(text!) : default;
        return valid;
    }

    /// <summary>Reads the text form. Throws FormatException if it is not one.</summary>
    public static PartnerId Parse(string text) =>
        TryParse(text, out PartnerId id) ? id : throw new FormatException("Not a partner id.");

    /// <summary>The text form.</summary>
    public override string ToString() => Value;
}
