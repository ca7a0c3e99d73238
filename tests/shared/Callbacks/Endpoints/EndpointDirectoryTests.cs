using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Tests.Functions.Callbacks;
using WalletFunctions.Tests.Testing;
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

    [Fact]
    public void A_change_is_answered_only_when_nobody_remembers_what_was_before()
    {
        var clock = new TimersOfHand();
        var answered = new EndpointDirectory(new InMemoryEndpointStore(), clock).OutliveMemoryAsync(default);
        Assert.False(answered.IsCompleted);
        Assert.Equal(TimeSpan.FromSeconds(1), Assert.Single(clock.Asked));
        clock.Fire();
        Assert.True(answered.IsCompletedSuccessfully);
    }
}
