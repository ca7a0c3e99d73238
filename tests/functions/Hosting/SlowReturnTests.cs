using Azure.Messaging.ServiceBus;
using WalletFunctions.Hosting;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Hosting;

public sealed class SlowReturnTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 500)]
    [InlineData(3, 1_000)]
    [InlineData(6, 8_000)]
    [InlineData(8, 30_000)]
    [InlineData(2_000, 30_000)]
    public void A_message_is_kept_back_ever_longer(int deliveries, int pauseMs) =>
        Assert.Equal(TimeSpan.FromMilliseconds(pauseMs), SlowReturn.PauseAfter(deliveries));

    [Fact]
    public async Task What_failed_fails_to_the_host_only_after_the_pause()
    {
        var clock = new TimersOfHand();
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(deliveryCount: 4);

        var returned = SlowReturn.RunAsync(message, () => throw new IOException("The storage does not answer."), clock, CancellationToken.None);

        Assert.False(returned.IsCompleted);
        Assert.Equal(TimeSpan.FromSeconds(2), Assert.Single(clock.Asked));
        clock.Fire();
        await Assert.ThrowsAsync<IOException>(() => returned);
    }

    [Fact]
    public async Task The_end_of_the_host_ends_the_pause_and_hides_no_failure()
    {
        using var ending = new CancellationTokenSource();
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(deliveryCount: 9);
        var returned = SlowReturn.RunAsync(message, () => throw new IOException("The storage does not answer."), new TimersOfHand(), ending.Token);

        await ending.CancelAsync();

        await Assert.ThrowsAsync<IOException>(() => returned);
    }

    [Fact]
    public async Task What_is_done_is_not_kept_back() =>
        await SlowReturn.RunAsync(ServiceBusModelFactory.ServiceBusReceivedMessage(deliveryCount: 9), () => Task.CompletedTask, new TimersOfHand(), CancellationToken.None);
}
