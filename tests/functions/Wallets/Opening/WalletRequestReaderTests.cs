using System.Text;
using WalletFunctions.Json;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Wallets.Opening;
using Xunit;

namespace WalletFunctions.Tests.Functions.Wallets.Opening;

public sealed class WalletRequestReaderTests
{
    private const string Customer = "\"customer\":{\"customerId\":\"c1\",\"kycTier\":\"full\"}";

    public static TheoryData<string> Good => new(
        $$"""{"externalWalletId":"w:1","type":"customer","currency":"USD",{{Customer}}}""",
        """{"externalWalletId":"w","type":"customer","currency":"KWD","customer":{"customerId":"c","kycTier":"basic","name":"José","birthDate":"1990-02-28","country":"BR"}}""",
        """{"externalWalletId":"w","type":"operational","currency":"USD"}""",
        $$"""{"externalWalletId":"w","type":"operational","currency":"USD",{{Customer}}}""");

    public static TheoryData<string, string> Bad => new()
    {
        { "{}", "currency,customer,externalWalletId,type" },
        { $$"""{"externalWalletId":"","type":"customer","currency":"USD",{{Customer}}}""", "externalWalletId" },
        { $$"""{"externalWalletId":"a/b","type":"customer","currency":"USD",{{Customer}}}""", "externalWalletId" },
        { $$"""{"externalWalletId":"{{new string('x', 101)}}","type":"customer","currency":"USD",{{Customer}}}""", "externalWalletId" },
        { $$"""{"externalWalletId":"w","type":"settlement","currency":"USD",{{Customer}}}""", "type" },
        { $$"""{"externalWalletId":"w","type":"customer","currency":"XAU",{{Customer}}}""", "currency" },
        { """{"externalWalletId":"w","type":"customer","currency":"USD","customer":{}}""", "customer.customerId,customer.kycTier" },
        { """{"externalWalletId":"w","type":"customer","currency":"USD","customer":{"customerId":"c","kycTier":2,"name":"","birthDate":"1990-02-30","country":"XYZ","x":0}}""",
            "customer.birthDate,customer.country,customer.kycTier,customer.name,customer.x" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Reads_what_fits_the_contract(string body) => Assert.NotNull(Read(body).Request);

    [Theory]
    [MemberData(nameof(Bad))]
    public void Names_every_field_that_does_not_fit(string body, string fields)
    {
        var (request, faults) = Read(body);
        Assert.Null(request);
        Assert.Equal(fields.Split(','), faults.ToRefusal().Faults.Select(fault => fault.Field).Order(StringComparer.Ordinal));
    }

    private static (WalletRequest? Request, JsonFaults Faults) Read(string body)
    {
        var faults = new JsonFaults();
        using var document = StrictJson.Open(Encoding.UTF8.GetBytes(body), faults)!;
        return (WalletRequestReader.Read(document.RootElement, faults), faults);
    }
}
