using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Hosting;
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

    [Fact]
    public async Task The_app_keeps_its_rows_where_the_host_does_whatever_settings_made_for_Core_Tools_say()
    {
        var prefix = azurite.NewTableName("W");
        var settings = Path.GetTempFileName();
        await File.WriteAllTextAsync(settings, """{"Values":{"StorageAccounts__default":"AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/a"}}""");
        try
        {
            var options = WalletAppHost.Options(azurite.ConnectionString);
            await using var host = await LocalHost.StartAsync(options with
            {
                Port = 0,
                TablePrefix = prefix,
                UsesEnvironment = false,
                LocalSettingsPath = settings,
                Settings = new Dictionary<string, string?>(options.Settings) { ["Storage:TablePrefix"] = prefix },
            });

            Assert.Equal(azurite.ConnectionString, host.Services.GetRequiredService<WalletSettings>().StorageAccounts["default"]);
        }
        finally
        {
            File.Delete(settings);
        }
    }
}
