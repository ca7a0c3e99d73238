using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Wallets.Opening;

/// <summary>Reads the body of a request for a wallet.</summary>
internal static class WalletRequestReader
{
    private const int MaxNameCharacters = 140;

    /// <summary>The request; null (and faults) if it does not fit the contract.</summary>
    internal static WalletRequest? Read(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var externalWalletId = fields.Text("externalWalletId", FieldRules.IsExternalId, FieldRules.ExternalIdRule);
        var type = fields.Parsed<WalletType>("type", TryParseType, "must be customer or operational");
        var currency = fields.Parsed<Currency>("currency", Currency.TryParse, FieldRules.CurrencyRule);
        var customer = ReadCustomer(type == WalletType.Operational ? fields.OptionalObject("customer") : fields.Object("customer"));
        fields.RefuseOthers();
        return faults.IsEmpty
            ? new WalletRequest { ExternalWalletId = externalWalletId!, Type = type!.Value, Currency = currency!.Value, Customer = customer }
            : null;
    }

    private static CustomerProfile? ReadCustomer(JsonFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var id = fields.Parsed<CustomerId>(
            "customerId", CustomerId.TryParse, FieldRules.ExternalIdRule);
        var tier = fields.Parsed<KycTier>("kycTier", FieldRules.TryParseTier, FieldRules.TierRule);
        var name = fields.OptionalText("name", FieldRules.FreeText(MaxNameCharacters), FieldRules.FreeTextRule(MaxNameCharacters));
        var birthDate = fields.OptionalParsed<DateOnly>("birthDate", FieldRules.TryParseDate, FieldRules.DateRule);
        var country = fields.OptionalText("country", FieldRules.IsCountry, FieldRules.CountryRule);
        fields.RefuseOthers();
        return id is { } customerId && tier is { } kycTier
            ? new CustomerProfile { Id = customerId, Tier = kycTier, Name = name, BirthDate = birthDate, Country = country }
            : null;
    }

    // The bank's own wallets are nobody's to open.
    private static bool TryParseType(string? text, out WalletType type) => WalletTypes.TryParse(text, out type) && !type.IsSystem();
}
