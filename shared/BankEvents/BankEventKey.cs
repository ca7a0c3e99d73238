using System.Globalization;
using System.Text.Json.Serialization;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>
/// One event of the bank for one partner: <c>evt_</c> and a digest of both ids. It is the row's key and the orchestration's id, so the bank's
/// own free text never is.
/// </summary>
[JsonConverter(typeof(TextIdJsonConverter<BankEventKey>))]
public readonly record struct BankEventKey : ITextId<BankEventKey>
{
    private const string Prefix = "evt_";
    private const int DigestCharacters = 26;
    private readonly string? _value;

    private BankEventKey(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("A default BankEventKey identifies nothing.");

    /// <inheritdoc/>
    public static bool TryParse(string? text, out BankEventKey id)
    {
        var valid = text is not null && text.StartsWith(Prefix, StringComparison.Ordinal)
            && IdText.Holds(text.AsSpan(Prefix.Length), DigestCharacters, DigestCharacters, IdText.Lower);
        id = valid ? new BankEventKey(text!) : default;
        return valid;
    }

    /// <summary>The key of an event: the same every time.</summary>
    public static BankEventKey Derive(PartnerId partner, string eventId) =>
        new(Prefix + IdText.Derive(DigestCharacters, "bank-event", partner.Value, eventId));

    /// <summary>The posting that consumes the event under its n-th claim.</summary>
    /// <param name="claim">1 for the first claim.</param>
    public PostingId PostingOf(int claim) => PostingId.Parse(string.Create(CultureInfo.InvariantCulture, $"{Value}.{claim}"));

    /// <summary>
    /// What the postings that the event makes by itself are booked under. No request of a partner can have it: an idempotency key has no blanks.
    /// </summary>
    public TransactionId OwnTransaction(PartnerId partner) => TransactionId.Derive(partner, $"bank event {Value}");

    /// <summary>The text form.</summary>
    public override string ToString() => Value;
}
