using Microsoft.DurableTask.Client;
using WalletFunctions.Callbacks;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Tests.Shared.Callbacks;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks;

public sealed class DeliveryStarterTests
{
    private static readonly Callback New = CallbackSamples.New("evt-1", new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero));
    private readonly HandDurableClient _client = new();

    [Fact]
    public async Task Each_run_of_a_callback_is_started_once()
    {
        var starter = new DeliveryStarter(_client);

        await starter.StartAsync(New, default);
        await starter.StartAsync(New, default);
        await starter.StartAsync(New with { Run = 2 }, default);

        Assert.Equal([$"{New.Id}~1", $"{New.Id}~2"], _client.Started.Select(started => started.InstanceId));
        Assert.Equal(new DeliveryOrder(New.Partner, New.Id, 1), _client.Started[0].Order);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running, false)]
    [InlineData(OrchestrationRuntimeStatus.Pending, false)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, false)]
    [InlineData(OrchestrationRuntimeStatus.Completed, false)]
    [InlineData(OrchestrationRuntimeStatus.Failed, true)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, true)]
    public async Task Only_a_delivery_that_broke_down_is_started_again(OrchestrationRuntimeStatus status, bool startedAgain)
    {
        _client.Set($"{New.Id}~1", status);

        await new DeliveryStarter(_client).StartAsync(New, default);

        Assert.Equal(startedAgain, _client.Started.Count == 1);
    }

    [Theory]
    [InlineData(CallbackState.Delivered)]
    [InlineData(CallbackState.Exhausted)]
    [InlineData(CallbackState.EndpointOff)]
    public async Task A_callback_at_its_end_is_not_started(CallbackState state)
    {
        await new DeliveryStarter(_client).StartAsync(New with { State = state }, default);

        Assert.Empty(_client.Started);
    }

    [Fact]
    public async Task An_outage_is_thrown()
    {
        _client.IsDown = true;

        await Assert.ThrowsAsync<IOException>(() => new DeliveryStarter(_client).StartAsync(New, default));
    }
}
