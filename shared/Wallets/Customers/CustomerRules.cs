using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Wallets.Status;

namespace WalletFunctions.Shared.Wallets.Customers;

/// <summary>What becomes of a customer when a side says something new, pure.</summary>
public static class CustomerRules
{
    /// <summary>A customer whom a wallet names for the first time: the partner's word on the tier counts until the bank's.</summary>
    public static Customer FirstSeen(PartnerId partner, CustomerProfile profile, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new Customer
        {
            Partner = partner,
            Id = profile.Id,
            Tier = profile.Tier,
            Name = profile.Name,
            BirthDate = profile.BirthDate,
            Country = profile.Country,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <summary>A customer whom the bank knows before any wallet names them.</summary>
    public static Customer FirstTold(BankEvent bankEvent, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(bankEvent);
        var fresh = new Customer { Partner = bankEvent.Partner, Id = CustomerOf(bankEvent), Tier = KycOf(bankEvent).Tier, CreatedAt = now, UpdatedAt = now };
        return Told(fresh, bankEvent, now) with { Version = 1 };
    }

    /// <summary>
    /// A known customer whom another wallet names. What was not known is added; what differs is refused with <c>customer-mismatch</c>: it is changed where it is kept, not in passing.
    /// </summary>
    public static Result<Customer> Named(Customer customer, CustomerProfile profile, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(profile);
        var faults = Differences(customer, profile).ToArray();
        if (faults.Length > 0)
        {
            return new Result<Customer>.Refused(Refusal.For(
                ReasonCatalog.CustomerMismatch, $"The request differs from the customer as known in {string.Join(" and ", faults.Select(fault => fault.Field))}.", faults));
        }

        var filled = customer with
        {
            Name = customer.Name ?? profile.Name,
            BirthDate = customer.BirthDate ?? profile.BirthDate,
            Country = customer.Country ?? profile.Country,
        };
        return new Result<Customer>.Accepted(filled == customer ? customer : Changed(filled, now));
    }

    /// <summary>The partner says anew what is its to say: what it leaves out is known no more.</summary>
    public static Customer Described(Customer customer, CustomerAttributes attributes, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(attributes);
        return Changed(
            customer with { Name = attributes.Name, BirthDate = attributes.BirthDate, Country = attributes.Country, Consents = attributes.Consents }, now);
    }

    /// <summary>Whether this is what the partner said last.</summary>
    public static bool Says(Customer customer, CustomerAttributes attributes)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(attributes);
        return customer.Name == attributes.Name
            && customer.BirthDate == attributes.BirthDate
            && customer.Country == attributes.Country
            && customer.Consents.Count == attributes.Consents.Count
            && attributes.Consents.All(consent => customer.Consents.TryGetValue(consent.Key, out var version) && version == consent.Value);
    }

    /// <summary>How an event of the bank about the customer stands to the newest one so far.</summary>
    public static EventAge AgeOf(Customer customer, BankEvent bankEvent)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return EventOrder.AgeOf(customer.BankVersion, customer.BankEvent, bankEvent);
    }

    /// <summary>The bank says something newer: tier, status and expiry as a whole; consents that it names take their new version.</summary>
    public static Customer Told(Customer customer, BankEvent bankEvent, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(bankEvent);
        var kyc = KycOf(bankEvent);
        var consents = new SortedDictionary<string, string>(customer.Consents.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var (name, version) in kyc.Consents)
        {
            consents[name] = version;
        }

        return Changed(
            customer with
            {
                Tier = kyc.Tier,
                Status = kyc.Status,
                ExpiresOn = kyc.ExpiresOn,
                BankVersion = EventOrder.VersionOf(bankEvent),
                BankEvent = bankEvent.Key,
                Consents = consents,
            },
            now);
    }

    /// <summary>The tier that counts: the granted one while the check is passed and good, else the lowest.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="lowest">The partner's lowest tier.</param>
    /// <param name="today">The partner's business date.</param>
    public static KycTier EffectiveTier(Customer customer, KycTier lowest, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return customer.Status == KycStatus.Verified && (customer.ExpiresOn is not { } last || today <= last) ? customer.Tier : lowest;
    }

    private static Customer Changed(Customer customer, DateTimeOffset now) => customer with { Version = customer.Version + 1, UpdatedAt = now };

    private static KycChange KycOf(BankEvent bankEvent) => bankEvent.Kyc ?? throw new InvalidOperationException($"{bankEvent.Key} says nothing of a customer.");

    private static CustomerId CustomerOf(BankEvent bankEvent) => bankEvent.Customer ?? throw new InvalidOperationException($"{bankEvent.Key} names no customer.");

    // The values themselves are personal data and stay out of the answer.
    private static IEnumerable<FieldFault> Differences(Customer customer, CustomerProfile profile)
    {
        const string Differs = "differs from what is known of this customer";
        if (profile.Tier != customer.Tier)
        {
            yield return new FieldFault("customer.kycTier", $"is {profile.Tier}; the customer has {customer.Tier}");
        }

        if (profile.Name is not null && customer.Name is not null && profile.Name != customer.Name)
        {
            yield return new FieldFault("customer.name", Differs);
        }

        if (profile.BirthDate is not null && customer.BirthDate is not null && profile.BirthDate != customer.BirthDate)
        {
            yield return new FieldFault("customer.birthDate", Differs);
        }

        if (profile.Country is not null && customer.Country is not null && profile.Country != customer.Country)
        {
            yield return new FieldFault("customer.country", Differs);
        }
    }
}
