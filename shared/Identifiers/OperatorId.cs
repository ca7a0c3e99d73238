using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Identifiers;

/// <summary>A person of the bank who may do what no partner may: 1–40 of <c>[a-z0-9-]</c>.</summary>
[JsonConverter(typeof(TextIdJsonConverter<OperatorId>))]
public readonly record struct OperatorId : ITextId<OperatorId>
{
    private readonly string? _value;

    private OperatorId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("A default OperatorId identifies nobody.");

    /// <inheritdoc/>
    public static bool TryParse(string? text, out OperatorId id)
    {
        bool valid = text is not null && IdText.Holds(text, 1, 40, IdText.LowerDashed);
        id = valid ? new OperatorId(text!) : default;
        return valid;
    }

    /// <summary>Reads the text form. Throws FormatException if it is not one.</summary>
    public static OperatorId Parse(string text) =>
        TryParse(text, out OperatorId id) ? id : throw new FormatException("Not an operator id.");

    /// <summary>The text form.</summary>
    public override string ToString() => Value;
}
