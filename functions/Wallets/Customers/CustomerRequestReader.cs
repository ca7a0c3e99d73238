using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Wallets.Customers;

namespace WalletFunctions.Wallets.Customers;

/// <summary>Reads the body of <c>PUT /v1/customers/{customerId}</c>.</summary>
internal static class CustomerRequestReader
{
    /// <summary>Consents of one customer at most.</summary>
    internal const int MaxConsents = 20;

    private const int MaxNameCharacters = 140;
    private const int MaxConsentCharacters = 40;
    private const string ConsentRule = "must be at most 20 names of 1 to 40 of a-z 0-9 -, each with a version of 1 to 40 characters";
    private const string BanksRule = "is the bank's to change, by its event customer.kyc-changed";

    /// <summary>What the partner says; null (and faults) if it does not fit the contract.</summary>
    internal static CustomerAttributes? Read(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var attributes = new CustomerAttributes
        {
            Name = fields.OptionalText("name", FieldRules.FreeText(MaxNameCharacters), FieldRules.FreeTextRule(MaxNameCharacters)),
            BirthDate = fields.OptionalParsed<DateOnly>("birthDate", FieldRules.TryParseDate, FieldRules.DateRule),
            Country = fields.OptionalText("country", FieldRules.IsCountry, FieldRules.CountryRule),
            Consents = fields.OptionalTexts("consents", MaxConsents, IsConsentName, FieldRules.FreeText(MaxConsentCharacters), ConsentRule),
        };
        fields.Refuse("kycTier", BanksRule);
        fields.Refuse("kyc", BanksRule);
        fields.RefuseOthers();
        return faults.IsEmpty ? attributes : null;
    }

    private static bool IsConsentName(string text) =>
        text.Length is > 0 and <= MaxConsentCharacters && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
