using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Callbacks;
using WalletFunctions.Callbacks.Storage;
using WalletFunctions.Shared.Alerts;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Tests.Shared.Callbacks;
using WalletFunctions.Tests.Testing;
using WalletFunctions.Tests.Testing.Alerts;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks;

public sealed class CallbackServicesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Everything_is_wired_and_each_store_gets_its_own_table()
    {
        var table = await azurite.NewTableAsync();
        List<string> asked = [];
        await using var provider = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(Settings())
            .AddSingleton<IPartnerStore, OnePartner>()
            .AddSingleton<IAlerts, RecordingAlerts>()
            .AddCallbacks(_ => (_, name, _) =>
            {
                asked.Add(name);
                return ValueTask.FromResult(table);
            })
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        Assert.NotNull(provider.GetRequiredService<DeliverCallback>());
        Assert.Empty(await provider.GetRequiredService<RecordCallbacks>().RecordAsync(
            new CallbackEvent(Deliveries.Partner, "evt-1", "wallet.credited", null, "application/json", "{}"), default));
        Assert.Null(await provider.GetRequiredService<ReplayCallbacks>().OneAsync(Deliveries.Partner, CallbackSamples.Id("never"), "r1", default));
        Assert.Equal([TableEndpointStore.TableName, TableCallbackStore.TableName], asked);
        Assert.Equal(CallbackServices.Tables.Order(), asked.Order());
    }

    [Fact]
    public async Task Secrets_are_found_in_the_settings_and_nonsense_is_none()
    {
        var secrets = new SettingsWebhookSecrets(Settings(
            ("Callbacks:Secrets:p1:main-1", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), ("Callbacks:Secrets:p1:main-2", "secret")));

        Assert.True((await secrets.FindAsync(Deliveries.Partner, "main-1", default))!.SameAs(WebhookSecret.Parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")));
        Assert.Null(await secrets.FindAsync(Deliveries.Partner, "main-2", default));
        Assert.Null(await secrets.FindAsync(Deliveries.Partner, "main-3", default));
        Assert.Null(await secrets.FindAsync(PartnerId.Parse("p2"), "main-1", default));
    }

    private static IConfiguration Settings(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
}
