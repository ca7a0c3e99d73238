using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Endpoints;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks;

/// <summary>Endpoints are remembered for a second: what that may cost, and what not.</summary>
public sealed class StaleEndpointTests
{
    [Fact]
    public async Task An_endpoint_that_another_process_has_just_registered_or_switched_on_is_not_taken_for_off()
    {
        var deliveries = new Deliveries(new ScriptedSender(200));
        Assert.Empty(await deliveries.Directory.OfAsync(Deliveries.Partner, default));
        await deliveries.AddEndpointAsync();
        Assert.Equal(CallbackState.Delivered, (await deliveries.StepAsync(await deliveries.AddAsync("registered"))).EndedAs);

        await ChangeAsync(endpoint => endpoint.SwitchOff("gone", deliveries.Clock.Now));
        deliveries.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(CallbackState.EndpointOff, (await deliveries.StepAsync(await deliveries.AddAsync("off"))).EndedAs);
        await ChangeAsync(endpoint => endpoint.SwitchOn());
        Assert.Equal(CallbackState.Delivered, (await deliveries.StepAsync(await deliveries.AddAsync("on"))).EndedAs);

        async Task ChangeAsync(Func<CallbackEndpoint, CallbackEndpoint> change)
        {
            var stored = (await deliveries.Endpoints.FindAsync(Deliveries.Partner, "main", default))!;
            await deliveries.Endpoints.SaveAsync(stored, change(stored.Endpoint), default);
        }
    }
}
