using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Identifiers;

/// <summary>The id of a posting, which is the idempotency of its write: 1–100 of <c>[A-Za-z0-9._:-]</c>, derived from the transaction (or bank event) and the step, never a partner's text.</summary>
[JsonConverter(typeof(TextIdJsonConverter<PostingId>))]
public readonly record struct PostingId : ITextId<PostingId>
{
    /// <summary>Characters, at most.</summary>
    public const int MaxLength = 100;

    private const string ReversalMark = ".rev.";

    private readonly string? _value;

    private PostingId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("A default PostingId identifies nothing.");

    /// <inheritdoc/>
    public static bool TryParse(string? text, out PostingId id)
    {
        bool valid = text is not null && IdText.Holds(text, 1, MaxLength, IdText.External);
        id = valid ? new PostingId(text!) : default;
        return valid;
    }

    /// <summary>Reads the text form. Throws FormatException if it is not one.</summary>
    public static PostingId Parse(string text) =>
        TryParse(text, out PostingId id) ? id : throw new FormatException("Not a posting id.");

    /// <summary>The id of a step of a transaction: <c>txn_….step</c>.</summary>
    public static PostingId Of(TransactionId transaction, string step) => Parse($"{transaction.Value}.{step}");

    /// <summary>
    /// The one id under which a transaction can reverse this posting. That it is reversed once is kept on this posting's own row: so a refused reversal leaves the way open to a later
    /// one, by another transaction. Throws FormatException if this id is too long to derive another.
    /// </summary>
    public PostingId ToReversal(TransactionId by) => Parse($"{Value}{ReversalMark}{by.Value}");

    /// <summary>The text form.</summary>
    public override string ToString() => Value;
}
