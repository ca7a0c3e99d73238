using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Identifiers;

/// <summary>The partner's own id of a customer: 1–100 of <c>[A-Za-z0-9._:-]</c>. Never part of a key as it is: keys carry a digest.</summary>
[JsonConverter(typeof(TextIdJsonConverter<CustomerId>))]
public readonly record struct CustomerId : ITextId<CustomerId>
{
    private readonly string? _value;

    private CustomerId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("A default CustomerId identifies nothing.");

    /// <inheritdoc/>
    public static bool TryParse(string? text, out CustomerId id)
    {
        bool valid = text is not null && IdText.Holds(text, 1, 100, IdText.External);
        id = valid ? new CustomerId(text!) : default;
        return valid;
    }

    /// <summary>Reads the text form. Throws FormatException if it is not one.</summary>
    public static CustomerId Parse(string text) =>
        TryParse(text, out CustomerId id) ? id : throw new FormatException("Not a customer id.");

    /// <summary>What stands for this customer in keys: 26 base-32 characters of a digest.</summary>
    public string ToKey() => IdText.Derive(26, "customer", Value);

    /// <summary>The text form.</summary>
    public override string ToString() => Value;
}
