using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Shared.Wallets.Customers;
using WalletFunctions.Tests.Shared.BankEvents;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.Wallets.Customers;

public sealed class CustomerRulesTests
{
    private static readonly KycTier Full = KycTier.Parse("full");
    private static readonly KycTier Lowest = KycTier.Parse("basic");
    private static readonly DateOnly Today = new(2026, 3, 4);

    private static readonly CustomerProfile Profile = new() { Id = CustomerId.Parse("c"), Tier = Full, Name = "José", BirthDate = new DateOnly(1990, 2, 28), Country = "BR" };

    [Theory]
    [InlineData(KycStatus.Verified, null, true)]
    [InlineData(KycStatus.Verified, 0, true)]
    [InlineData(KycStatus.Verified, 1, true)]
    [InlineData(KycStatus.Verified, -1, false)]
    [InlineData(KycStatus.Pending, null, false)]
    [InlineData(KycStatus.Rejected, null, false)]
    [InlineData(KycStatus.Expired, 1, false)]
    public void The_granted_tier_counts_while_the_check_is_passed_and_good(KycStatus status, int? daysLeft, bool counts)
    {
        var customer = Known() with { Status = status, ExpiresOn = daysLeft is { } days ? Today.AddDays(days) : null };
        Assert.Equal(counts ? Full : Lowest, CustomerRules.EffectiveTier(customer, Lowest, Today));
    }

    [Fact]
    public void A_request_that_agrees_changes_nothing_and_what_was_not_known_is_added()
    {
        var known = Known();
        Assert.Same(known, Accepted(CustomerRules.Named(known, Profile, Orders.Now)));
        Assert.Same(known, Accepted(CustomerRules.Named(known, Profile.WithoutPerson(), Orders.Now)));

        var filled = Accepted(CustomerRules.Named(known with { Name = null }, Profile, Orders.Now));
        Assert.Equal(("José", known.Version + 1), (filled.Name, filled.Version));
    }

    [Fact]
    public void A_request_that_differs_is_refused_with_the_fields_and_without_what_is_known_of_the_person()
    {
        var other = Profile with { Tier = Lowest, Name = "Maria", BirthDate = new DateOnly(1991, 2, 28), Country = "DE" };
        var refusal = Assert.IsType<Result<Customer>.Refused>(CustomerRules.Named(Known(), other, Orders.Now)).Refusal;
        Assert.Equal("customer-mismatch", refusal.Code);
        Assert.Equal(["customer.kycTier", "customer.name", "customer.birthDate", "customer.country"], refusal.Faults.Select(fault => fault.Field));
        Assert.DoesNotContain("José", $"{refusal.Detail} {string.Join(' ', refusal.Faults.Select(fault => fault.Message))}", StringComparison.Ordinal);
    }

    [Fact]
    public void The_banks_word_takes_tier_status_and_expiry_as_a_whole_and_names_consents()
    {
        var before = Known() with { Consents = new Dictionary<string, string> { ["terms"] = "1", ["marketing"] = "1" }, ExpiresOn = Today };
        var told = CustomerRules.Told(before, Event(4, new KycChange { Tier = Lowest, Status = KycStatus.Pending, Consents = new Dictionary<string, string> { ["terms"] = "2" } }), Orders.Now);
        Assert.Equal((Lowest, KycStatus.Pending, null, 4L, before.Version + 1), (told.Tier, told.Status, told.ExpiresOn, told.BankVersion, told.Version));
        Assert.Equal(new Dictionary<string, string> { ["terms"] = "2", ["marketing"] = "1" }, told.Consents);
        Assert.Equal("José", told.Name);
    }

    [Fact]
    public void The_partner_says_what_is_its_to_say_and_the_rest_stays()
    {
        var attributes = new CustomerAttributes { Name = "Maria", Consents = new Dictionary<string, string> { ["terms"] = "3" } };
        var described = CustomerRules.Described(Known(), attributes, Orders.Now);
        Assert.Equal(("Maria", null, null, Full), (described.Name, described.BirthDate, described.Country, described.Tier));
        Assert.True(CustomerRules.Says(described, attributes));
        Assert.False(CustomerRules.Says(described, attributes with { Consents = new Dictionary<string, string> { ["terms"] = "4" } }));
    }

    [Fact]
    public void The_bank_may_know_a_customer_first()
    {
        var told = CustomerRules.FirstTold(Event(7, new KycChange { Tier = Lowest, Status = KycStatus.Verified }), Orders.Now);
        Assert.Equal((CustomerId.Parse("c"), Lowest, 7L, 1), (told.Id, told.Tier, told.BankVersion, told.Version));
    }

    private static Customer Known() => CustomerRules.FirstSeen(Orders.Partner, Profile, Orders.Now);

    private static BankEvent Event(long version, KycChange kyc) =>
        BankEventTests.Event(BankEventType.CustomerKycChanged) with { Customer = CustomerId.Parse("c"), Kyc = kyc, Version = version };

    private static Customer Accepted(Result<Customer> result) => Assert.IsType<Result<Customer>.Accepted>(result).Value;
}
