using System.Net;
using WalletFunctions.Local.Host;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Host;

public sealed class WalletAppHostTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task The_wallet_app_starts_in_the_local_host_and_answers_without_a_prefix()
    {
        var prefix = azurite.NewTableName("W");
        await using var host = await LocalHost.StartAsync(WalletAppHost.Options(azurite.ConnectionString) with
        {
            Port = 0,
            TablePrefix = prefix,
            UsesEnvironment = false,
            LocalSettingsPath = null,
            Settings = new Dictionary<string, string?> { ["Storage:TablePrefix"] = prefix },
        });
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        using var health = await http.GetAsync(new Uri("/health", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }
}
