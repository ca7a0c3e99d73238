using System.Text.Json.Serialization;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Banking;

/// <summary>
/// Our name for one instruction to the bank, which the bank repeats in everything it says about it: 1–64 of <c>[A-Za-z0-9._:-]</c>. One instruction for one reference, ever. It leads back
/// to what it was given for: a transaction, or an event of the bank.
/// </summary>
[JsonConverter(typeof(TextIdJsonConverter<BankReference>))]
public readonly record struct BankReference : ITextId<BankReference>
{
    /// <summary>Characters, at most.</summary>
    public const int MaxLength = 64;

    private readonly string? _value;

    private BankReference(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("A default BankReference names nothing.");

    /// <inheritdoc/>
    public static bool TryParse(string? text, out BankReference id)
    {
        var valid = text is not null && IdText.Holds(text, 1, MaxLength, IdText.External);
        id = valid ? new BankReference(text!) : default;
        return valid;
    }

    /// <summary>Reads the text form. Throws FormatException if it is not one.</summary>
    public static BankReference Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("Not a reference of ours.");

    /// <summary>The reference of a transaction's one instruction.</summary>
    public static BankReference Of(TransactionId transaction) => new(transaction.Value);

    /// <summary>The reference of the one instruction that answers an event of the bank without a transaction: a return to the sender, or the rejection of a direct debit.</summary>
    public static BankReference Of(BankEventKey bankEvent) => new(bankEvent.Value);

    /// <summary>The transaction that the reference was given for; false if it was given for something else.</summary>
    public bool TryGetTransaction(out TransactionId transaction) => TransactionId.TryParse(Value, out transaction);

    /// <summary>The event of the bank that the reference was given for; false if it was given for something else.</summary>
    public bool TryGetBankEvent(out BankEventKey bankEvent) => BankEventKey.TryParse(Value, out bankEvent);

    /// <summary>The text form.</summary>
    public override string ToString() => Value;
}
