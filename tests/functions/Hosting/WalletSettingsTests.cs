using Microsoft.Extensions.Configuration;
using WalletFunctions.Hosting;
using Xunit;

namespace WalletFunctions.Tests.Functions.Hosting;

public sealed class WalletSettingsTests
{
    private static readonly Dictionary<string, string?> Local = new()
    {
        ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
    };

    [Fact]
    public void A_developers_machine_acts_as_partner_demo_and_has_defaults()
    {
        var settings = Read();
        Assert.Equal("demo", settings.ActAsPartner.Value);
        Assert.Equal(TimeSpan.FromSeconds(8), settings.Transactions.SyncWait);
        Assert.Equal(TimeSpan.FromDays(30), settings.Histories.Kept);
        Assert.Equal("UseDevelopmentStorage=true", settings.StorageAccounts["default"]);
    }

    [Theory]
    [InlineData("AZURE_FUNCTIONS_ENVIRONMENT", null)]
    [InlineData("AZURE_FUNCTIONS_ENVIRONMENT", "Production")]
    [InlineData("AZURE_FUNCTIONS_ENVIRONMENT", "development")]
    [InlineData("WEBSITE_SITE_NAME", "wallets")]
    public void The_app_refuses_to_act_as_partner_demo_anywhere_but_local(string setting, string? value)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Read((setting, value)));
        Assert.Contains("every request would act as partner 'demo'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_in_one_message()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Read(
            ("AzureWebJobsStorage", null),
            ("WEBSITE_SITE_NAME", "wallets"),
            ("Gateway:ActAsPartner", "No Such Partner"),
            ("Durable:HistoryDays", "0"),
            ("Transactions:SyncWaitMs", "-1"),
            ("Transactions:SweepAfterMs", "soon")));
        foreach (var setting in new[]
        {
            "AzureWebJobsStorage", "ServiceBusConnection", "WEBSITE_SITE_NAME", "Gateway:ActAsPartner", "Durable:HistoryDays", "Transactions:SyncWaitMs", "Transactions:SweepAfterMs",
        })
        {
            Assert.Contains(setting, exception.Message, StringComparison.Ordinal);
        }
    }

    private static WalletSettings Read(params (string Name, string? Value)[] changes)
    {
        var values = new Dictionary<string, string?>(Local);
        foreach (var (name, value) in changes)
        {
            values[name] = value;
        }

        return WalletSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }
}
