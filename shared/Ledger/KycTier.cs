using System.Text.Json.Serialization;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger;

/// <summary>How well the partner knows the customer, by the bank's name for it: 1–20 of <c>[a-z0-9-]</c>.</summary>
[JsonConverter(typeof(TextIdJsonConverter<KycTier>))]
public readonly record struct KycTier : ITextId<KycTier>
{
    private readonly string? _value;

    private KycTier(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("A default KycTier names nothing.");

    /// <inheritdoc/>
    public static bool TryParse(string? text, out KycTier id)
    {
        bool valid = text is not null && IdText.Holds(text, 1, 20, IdText.LowerDashed);
        id = valid ? new KycTier(text!) : default;
        return valid;
    }

    /// <summary>Reads the name. Throws FormatException if it is not one.</summary>
    public static KycTier Parse(string text) => TryParse(text, out KycTier tier) ? tier : throw new FormatException("Not a KYC tier.");

    /// <summary>The name.</summary>
    public override string ToString() => Value;
}
