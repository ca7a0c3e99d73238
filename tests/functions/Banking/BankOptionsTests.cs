using Microsoft.Extensions.Configuration;
using WalletFunctions.Banking;
using Xunit;

namespace WalletFunctions.Tests.Functions.Banking;

public sealed class BankOptionsTests
{
    [Fact]
    public void A_bank_must_be_named_anywhere_but_locally()
    {
        Assert.Null(Read(("AZURE_FUNCTIONS_ENVIRONMENT", "Development")).BaseUrl);
        Assert.Contains("Bank:BaseUrl is not set", Refused(), StringComparison.Ordinal);
        Assert.Contains("Bank:BaseUrl is not set", Refused(("AZURE_FUNCTIONS_ENVIRONMENT", "Development"), ("WEBSITE_SITE_NAME", "app")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://bank.example")]
    [InlineData("ftp://bank.example")]
    [InlineData("https://user@bank.example")]
    [InlineData("https://bank.example/?key=1")]
    [InlineData("bank.example")]
    public void Its_address_is_https_and_nothing_else(string address) =>
        Assert.Contains("https address", Refused(("Bank:BaseUrl", address)), StringComparison.Ordinal);

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var message = Refused(
            ("Bank:BaseUrl", "https://bank.example"), ("Bank:Retries", "many"), ("Bank:BreakerWindowMs", "1"), ("Bank:AttemptDeadlineMs", "6000"));
        Assert.Contains("Bank:Retries", message, StringComparison.Ordinal);
        Assert.Contains("Bank:BreakerWindowMs", message, StringComparison.Ordinal);
        Assert.Contains("AttemptDeadlineMs must not be above TotalDeadlineMs", message, StringComparison.Ordinal);
    }

    private static string Refused(params (string Name, string Value)[] settings) =>
        Assert.Throws<InvalidOperationException>(() => Read(settings)).Message;

    private static BankOptions Read(params (string Name, string Value)[] settings) => BankOptions.From(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Name, setting.Value)))
        .Build());
}
