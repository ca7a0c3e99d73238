using System.Text.Json.Serialization;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Limits;

/// <summary>The name of a limit profile. What a name means never changes: other limits have another name, so that a change of limits is a change on the wallet, in its control rows. 1–40 of <c>[a-z0-9-]</c>.</summary>
[JsonConverter(typeof(TextIdJsonConverter<LimitProfileId>))]
public readonly record struct LimitProfileId : ITextId<LimitProfileId>
{
    private readonly string? _value;

    private LimitProfileId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("A default LimitProfileId names nothing.");

    /// <inheritdoc/>
    public static bool TryParse(string? text, out LimitProfileId id)
    {
        bool valid = text is not null && IdText.Holds(text, 1, 40, IdText.LowerDashed);
        id = valid ? new LimitProfileId(text!) : default;
        return valid;
    }

    /// <summary>Reads the name. Throws FormatException if it is not one.</summary>
    public static LimitProfileId Parse(string text) => TryParse(text, out LimitProfileId id) ? id : throw new FormatException("Not a limit profile id.");

    /// <summary>The name.</summary>
    public override string ToString() => Value;
}
