using WalletFunctions.Local.Host;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Hosting;

public sealed class RefusedStartTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData("WEBSITE_SITE_NAME", "wallets")]
    [InlineData("AZURE_FUNCTIONS_ENVIRONMENT", "Production")]
    public async Task The_app_does_not_start_where_everybody_would_be_partner_demo(string setting, string value)
    {
        var prefix = azurite.NewTableName("S");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => LocalHost.StartAsync(WalletAppHost.Options(azurite.ConnectionString) with
        {
            Port = 0,
            TablePrefix = prefix,
            UsesEnvironment = false,
            LocalSettingsPath = null,
            Settings = new Dictionary<string, string?> { ["Storage:TablePrefix"] = prefix, [setting] = value },
        }));
        Assert.Contains("every request would act as partner 'demo'", refused.Message, StringComparison.Ordinal);
        await foreach (var table in azurite.Service.QueryAsync())
        {
            Assert.False(table.Name.StartsWith(prefix, StringComparison.Ordinal), $"{table.Name} was made by an app that did not start.");
        }
    }
}
