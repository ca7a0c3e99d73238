using Azure.Messaging.ServiceBus;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Host.ServiceBus;

public sealed class RestartTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Messages_of_every_state_survive_a_restart()
    {
        var test = new BusTest(azurite);
        await using (var host = await test.StartAsync(typeof(OnFact)))
        {
            await BusTest.SendAsync(host, new ServiceBusMessage("waits") { MessageId = "w", ApplicationProperties = { ["n"] = 1 } });
            await host.ServiceBus.CreateSender(BusTest.Orders).ScheduleMessageAsync(new ServiceBusMessage("later"), DateTimeOffset.MaxValue.AddDays(-1));
        }

        await using var again = await test.StartAsync(typeof(OnOrder));
        await Eventually.IsTrueAsync(() => again.PeekMessages(BusTest.Orders) is [{ State: ServiceBusMessageState.Scheduled }]);

        var message = Assert.Single(test.Recorder.Seen);
        Assert.Equal(("waits", "w", 1, 1), (message.Body.ToString(), message.MessageId, message.ApplicationProperties["n"], message.DeliveryCount));
    }

    [Fact]
    public async Task A_dead_letter_survives_a_restart_with_its_reason()
    {
        var test = new BusTest(azurite);
        test.Recorder.Work = (message, actions) => actions!.DeadLetterMessageAsync(message, deadLetterReason: "refused");
        await using (var host = await test.StartAsync(typeof(OnOrder)))
        {
            await BusTest.SendTextAsync(host, "bad");
            await Eventually.IsTrueAsync(() => host.PeekMessages(BusTest.DeadOrders).Count == 1);
        }

        await using var again = await test.StartAsync(typeof(OnOrder));

        Assert.Equal("refused", Assert.Single(again.PeekMessages(BusTest.DeadOrders)).DeadLetterReason);
        Assert.Single(test.Recorder.Seen);
    }

    [Fact]
    public async Task A_message_whose_receiver_never_ended_comes_again_at_once_and_its_delivery_counts()
    {
        var test = new BusTest(azurite) { ShutdownTimeout = TimeSpan.Zero };
        var never = new TaskCompletionSource();
        test.Recorder.Work = (message, _) => message.DeliveryCount == 1 ? never.Task : Task.CompletedTask;
        await using (var host = await test.StartAsync(typeof(OnOrder)))
        {
            await BusTest.SendTextAsync(host, "cut short");
            await Eventually.IsTrueAsync(() => test.Recorder.Seen.Count == 1);
        }

        await using var again = await test.StartAsync(typeof(OnOrder));
        await BusTest.IsEmptyAsync(again);

        Assert.Equal([1, 2], test.Recorder.Seen.Select(message => message.DeliveryCount));
    }

    [Fact]
    public async Task A_message_that_ends_its_host_each_time_is_dead_in_the_end()
    {
        var test = new BusTest(azurite) { ShutdownTimeout = TimeSpan.Zero, Settings = { ["LocalServiceBus:Rules:orders:MaxDeliveryCount"] = "2" } };
        var never = new TaskCompletionSource();
        test.Recorder.Work = (_, _) => never.Task;
        for (var life = 1; life <= 2; life++)
        {
            await using var host = await test.StartAsync(typeof(OnOrder));
            if (life == 1)
            {
                await BusTest.SendTextAsync(host, "poison");
            }

            await Eventually.IsTrueAsync(() => test.Recorder.Seen.Count == life);
        }

        await using var last = await test.StartAsync(typeof(OnOrder));
        await Eventually.IsTrueAsync(() => last.PeekMessages(BusTest.DeadOrders).Count == 1);

        Assert.Equal("MaxDeliveryCountExceeded", last.PeekMessages(BusTest.DeadOrders)[0].DeadLetterReason);
        Assert.Equal(2, test.Recorder.Seen.Count);
    }

    [Fact]
    public async Task A_stop_waits_for_the_message_that_runs_and_completes_it()
    {
        var test = new BusTest(azurite);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        test.Recorder.Work = (_, _) => release.Task;
        var host = await test.StartAsync(typeof(OnOrder));
        await BusTest.SendTextAsync(host, "slow");
        await Eventually.IsTrueAsync(() => test.Recorder.Seen.Count == 1);

        var stop = host.StopAsync();
        release.SetResult();
        await Eventually.ArrivesAsync(stop);
        await host.DisposeAsync();

        await using var again = await test.StartAsync(typeof(OnFact));
        Assert.Empty(again.PeekMessages(BusTest.Orders));
    }
}
