using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Identifiers;

/// <summary>The partner's own id of a session: 1–100 of <c>[A-Za-z0-9._:-]</c>.</summary>
[JsonConverter(typeof(TextIdJsonConverter<SessionId>))]
public readonly record struct SessionId : ITextId<SessionId>
{
    private readonly string? _value;

    private SessionId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("A default SessionId identifies nothing.");

    /// <inheritdoc/>
    public static bool TryParse(string? text, out SessionId id)
    {
        bool valid = text is not null && IdText.Holds(text, 1, 100, IdText.External);
        id = valid ? new SessionId(text!) : default;
        return valid;
    }

    /// <summary>Reads the text form. Throws FormatException if it is not one.</summary>
    public static SessionId Parse(string text) =>
        TryParse(text, out SessionId id) ? id : throw new FormatException("Not a session id.");

    /// <summary>The text form.</summary>
    public override string ToString() => Value;
}
