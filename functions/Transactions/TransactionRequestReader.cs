using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions;

/// <summary>Reads the body of a request for a transaction: everything about it that can be told without reading a row.</summary>
internal static class TransactionRequestReader
{
    private const int MaxReferenceCharacters = 140;
    private const int MaxNameCharacters = 140;
    private const int MaxAccountCharacters = 34;
    private const int MaxMapEntries = 20;
    private const int MaxMapValueCharacters = 500;
    private const string TypeRule = "must be one of deposit, fee, payment, transfer, withdrawal";
    private const string MapRule = "must be an object of at most 20 texts of 1 to 500 characters, named by 1 to 100 of A-Z a-z 0-9 . _ : -";

    /// <summary>The request; null (and faults) if it does not fit the contract.</summary>
    internal static TransactionRequest? Read(JsonElement body, JsonFaults faults) => Read(new JsonFields(body, faults), faults);

    /// <summary>The request of an object that may have had other fields, which were read before.</summary>
    internal static TransactionRequest? Read(JsonFields fields, JsonFaults faults)
    {
        var type = fields.Parsed<TransactionType>("type", TryParseType, TypeRule);
        var amount = fields.Money("amount");
        var reference = ReadReference(fields);
        var metadata = ReadMap(fields, "metadata");
        var device = ReadMap(fields, "device");
        if (type is not { } known || amount is null)
        {
            // What belongs to the request depends on its type: without it nothing more can be said of the other fields.
            if (type is not null)
            {
                ReadByType(fields, type.Value);
            }

            return null;
        }

        var request = ReadByType(fields, known) with
        {
            Type = known,
            Amount = amount.Value,
            Reference = reference,
            Metadata = metadata,
            Device = device,
        };
        CheckTogether(fields, request);
        return faults.IsEmpty ? request : null;
    }

    /// <summary>The partner's free reference, where one is given.</summary>
    internal static string? ReadReference(JsonFields fields) =>
        fields.OptionalText("reference", FieldRules.FreeText(MaxReferenceCharacters), FieldRules.FreeTextRule(MaxReferenceCharacters));

    private static TransactionRequest ReadByType(JsonFields fields, TransactionType type)
    {
        var shape = TransactionShape.Of(type);

        // Who gets the money that an event is about the bank knows already.
        var answersEvent = fields.Has("bankEventId");
        var request = new TransactionRequest
        {
            Type = type,
            Amount = default,
            Source = ReadWallet(fields, "sourceWalletId", shape.HasSource),
            Destination = ReadWallet(fields, "destinationWalletId", shape.HasDestination),
            Fee = Allowed(fields, "fee", shape.AllowsFee) ? fields.OptionalMoney("fee") : null,
            BankEventId = Allowed(fields, "bankEventId", shape.AllowsBankEvent)
                ? fields.OptionalText("bankEventId", FieldRules.IsExternalId, FieldRules.ExternalIdRule)
                : null,
            Beneficiary = Allowed(fields, "beneficiary", shape.HasBeneficiary) ? ReadBeneficiary(answersEvent ? fields.OptionalObject("beneficiary") : fields.Object("beneficiary")) : null,
        };
        fields.RefuseOthers();
        return request;
    }

    private static void CheckTogether(JsonFields fields, TransactionRequest request)
    {
        if (request.Source is { } source && source == request.Destination)
        {
            fields.Fault("destinationWalletId", "must be another wallet than the source");
        }

        if (request.Fee is { } fee && fee.Currency != request.Amount.Currency)
        {
            fields.Fault("fee.currency", "must be the currency of the amount");
        }
        else if (request.Fee is { } sameCurrency && sameCurrency.Minor > FieldRules.MaxAmountMinor - request.Amount.Minor)
        {
            fields.Fault("fee.value", "and the amount are together more than an amount may be");
        }
    }

    // What takes another transaction back has routes of its own, which say what it takes back.
    private static bool TryParseType(string? text, out TransactionType type) => WireName.TryParse(text, out type) && TransactionShape.IsRequestable(type);

    private static WalletId? ReadWallet(JsonFields fields, string name, bool isNeeded) =>
        Allowed(fields, name, isNeeded) ? fields.Parsed<WalletId>(name, FieldRules.TryParseWalletId, FieldRules.WalletIdRule) : null;

    private static Beneficiary? ReadBeneficiary(JsonFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var name = fields.Text("name", FieldRules.FreeText(MaxNameCharacters), FieldRules.FreeTextRule(MaxNameCharacters));
        var account = fields.Text("account", IsAccount, "must be 1 to 34 letters and digits, as an IBAN without blanks");
        var bic = fields.OptionalText("bic", IsBic, "must be a BIC of 8 or 11 capitals and digits");
        var country = fields.Text("country", FieldRules.IsCountry, FieldRules.CountryRule);
        fields.RefuseOthers();
        return name is null || account is null || country is null ? null : new Beneficiary(name, account, bic, country);
    }

    private static bool IsAccount(string text) => text.Length is > 0 and <= MaxAccountCharacters && text.All(char.IsAsciiLetterOrDigit);

    private static bool IsBic(string text) => text.Length is 8 or 11 && text.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character));

    private static IReadOnlyDictionary<string, string> ReadMap(JsonFields fields, string name) =>
        fields.OptionalTexts(name, MaxMapEntries, FieldRules.IsExternalId, FieldRules.FreeText(MaxMapValueCharacters), MapRule);

    private static bool Allowed(JsonFields fields, string name, bool isAllowed)
    {
        if (!isAllowed)
        {
            fields.Refuse(name, "does not belong to this type of transaction");
        }

        return isAllowed;
    }
}
