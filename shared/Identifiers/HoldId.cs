using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Identifiers;

/// <summary>The id of a hold or an inbound reservation, unique on its wallet, and the idempotency of placing it: 1–100 of <c>[A-Za-z0-9._:-]</c>, derived from the transaction and the step.</summary>
[JsonConverter(typeof(TextIdJsonConverter<HoldId>))]
public readonly record struct HoldId : ITextId<HoldId>
{
    /// <summary>Characters, at most.</summary>
    public const int MaxLength = 100;

    private readonly string? _value;

    private HoldId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("A default HoldId identifies nothing.");

    /// <inheritdoc/>
    public static bool TryParse(string? text, out HoldId id)
    {
        bool valid = text is not null && IdText.Holds(text, 1, MaxLength, IdText.External);
        id = valid ? new HoldId(text!) : default;
        return valid;
    }

    /// <summary>Reads the text form. Throws FormatException if it is not one.</summary>
    public static HoldId Parse(string text) =>
        TryParse(text, out HoldId id) ? id : throw new FormatException("Not a hold id.");

    /// <summary>The id of a step of a transaction: <c>txn_….step</c>.</summary>
    public static HoldId Of(TransactionId transaction, string step) => Parse($"{transaction.Value}.{step}");

    /// <summary>The text form.</summary>
    public override string ToString() => Value;
}
