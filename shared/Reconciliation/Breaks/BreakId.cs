using System.Text.Json.Serialization;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Reconciliation.Breaks;

/// <summary>A break's id: <c>brk_</c> and 26 of a digest of its partner, kind and subject, so that the same difference, found again, is the same break.</summary>
[JsonConverter(typeof(TextIdJsonConverter<BreakId>))]
public readonly record struct BreakId : ITextId<BreakId>
{
    private const string Prefix = "brk_";
    private const int DigestCharacters = 26;
    private readonly string? _value;

    private BreakId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("A default BreakId identifies nothing.");

    /// <inheritdoc/>
    public static bool TryParse(string? text, out BreakId id)
    {
        var valid = text is not null && text.StartsWith(Prefix, StringComparison.Ordinal)
            && IdText.Holds(text.AsSpan(Prefix.Length), DigestCharacters, DigestCharacters, IdText.Lower);
        id = valid ? new BreakId(text!) : default;
        return valid;
    }

    /// <summary>The id of a difference: the same every time it is found.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="kind">What kind of difference it is.</param>
    /// <param name="subject">What differs: a transaction, a reference, an event; any text.</param>
    public static BreakId Of(PartnerId partner, BreakKind kind, string subject) =>
        new(Prefix + IdText.Derive(DigestCharacters, "break", partner.Value, kind.ToString(), subject));

    /// <summary>The text form.</summary>
    public override string ToString() => Value;
}
