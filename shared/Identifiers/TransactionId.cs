using System.Globalization;
using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Identifiers;

/// <summary>One transaction, opaque to the partner: <c>txn_</c> and 10–32 of <c>[a-z0-9]</c>.</summary>
[JsonConverter(typeof(TextIdJsonConverter<TransactionId>))]
public readonly record struct TransactionId : ITextId<TransactionId>
{
    private const string Prefix = "txn_";
    private readonly string? _value;

    private TransactionId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("A default TransactionId identifies nothing.");

    /// <inheritdoc/>
    public static bool TryParse(string? text, out TransactionId id)
    {
        bool valid = text is not null && text.StartsWith(Prefix, StringComparison.Ordinal) && IdText.Holds(text.AsSpan(Prefix.Length), 10, 32, IdText.Lower);
        id = valid ? new TransactionId(text!) : default;
        return valid;
    }

    /// <summary>Reads the text form. Throws FormatException if it is not one.</summary>
    public static TransactionId Parse(string text) =>
        TryParse(text, out TransactionId id) ? id : throw new FormatException("Not a transaction id.");

    /// <summary>The one transaction of this partner and idempotency key: either finds the other by a point read.</summary>
    public static TransactionId Derive(PartnerId partner, string idempotencyKey) => new(Prefix + IdText.Derive(26, "transaction", partner.Value, idempotencyKey));

    /// <summary>The transaction of a partner's session.</summary>
    public static TransactionId OfSession(PartnerId partner, SessionId session) => new(Prefix + IdText.Derive(26, "session", partner.Value, session.Value));

    /// <summary>The transaction of an attempt to reverse a session, or of what that attempt does about one leg.</summary>
    /// <param name="original">The session's transaction, or the leg.</param>
    /// <param name="attempt">1 for the first.</param>
    public static TransactionId OfSessionReversal(TransactionId original, int attempt) =>
        new(Prefix + IdText.Derive(26, "session-reversal", original.Value, attempt.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The text form.</summary>
    public override string ToString() => Value;
}
