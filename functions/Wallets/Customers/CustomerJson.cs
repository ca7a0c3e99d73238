using WalletFunctions.Json;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Wallets.Customers;

namespace WalletFunctions.Wallets.Customers;

/// <summary>A customer as the partner sees it.</summary>
internal static class CustomerJson
{
    /// <summary>A customer.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="effectiveTier">The tier whose limits hold today.</param>
    internal static ReadOnlyMemory<byte> Of(Customer customer, KycTier effectiveTier) => JsonText.Object(json =>
    {
        json.WriteString("customerId", customer.Id.Value);
        json.WriteStartObject("kyc");
        json.WriteString("tier", customer.Tier.Value);
        json.WriteString("effectiveTier", effectiveTier.Value);
        json.WriteString("status", WireName.Of(customer.Status));
        json.WriteOptional("expiresOn", customer.ExpiresOn is { } lastDay ? JsonText.Date(lastDay) : null);
        json.WriteEndObject();
        json.WriteOptional("name", customer.Name);
        json.WriteOptional("birthDate", customer.BirthDate is { } birthDate ? JsonText.Date(birthDate) : null);
        json.WriteOptional("country", customer.Country);
        json.WriteStartObject("consents");
        foreach (var (name, version) in customer.Consents.OrderBy(consent => consent.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, version);
        }

        json.WriteEndObject();
        json.WriteNumber("version", customer.Version);
        json.WriteString("createdAt", JsonText.Time(customer.CreatedAt));
        json.WriteString("updatedAt", JsonText.Time(customer.UpdatedAt));
    });

    /// <summary>The version of a customer, as an entity tag.</summary>
    internal static string ETagOf(Customer customer) => FormattableString.Invariant($"\"{customer.Version}\"");
}
