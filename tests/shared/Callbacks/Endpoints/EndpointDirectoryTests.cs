using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Tests.Functions.Callbacks;
using Xunit;

namespace WalletFunctions.Tests.Shared.Callbacks.Endpoints;

public sealed class EndpointDirectoryTests
{
    [Fact]
    public async Task A_new_endpoint_is_known_within_a_second_and_none_is_remembered_longer()
    {
        var deliveries = new Deliveries(new ScriptedSender(200));
        var directory = new EndpointDirectory(deliveries.Endpoints, deliveries.Clock);
        var partner = PartnerId.Parse("p1");
        Assert.Empty(await directory.OfAsync(partner, default));

        await deliveries.AddEndpointAsync();

        Assert.Empty(await directory.OfAsync(partner, default));
        deliveries.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("main", Assert.Single(await directory.OfAsync(partner, default)).EndpointId);
        Assert.Empty(await directory.OfAsync(PartnerId.Parse("p2"), default));
    }
}
