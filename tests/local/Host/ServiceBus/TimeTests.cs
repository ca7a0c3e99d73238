using Azure.Messaging.ServiceBus;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Host.ServiceBus;

/// <summary>Everything a broker does by the clock, with the clock in the test's hand.</summary>
public sealed class TimeTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    private readonly ManualTime _time = new(Start);

    [Fact]
    public async Task A_scheduled_message_comes_at_its_time_and_one_taken_back_never()
    {
        var test = new BusTest(azurite, typeof(OnOrder)) { Time = _time };
        await using var host = await test.StartAsync();
        var sender = host.ServiceBus.CreateSender(BusTest.Orders);

        await sender.ScheduleMessageAsync(new ServiceBusMessage("later"), Start.AddMinutes(5));
        var number = await sender.ScheduleMessageAsync(new ServiceBusMessage("taken back"), Start.AddMinutes(1));
        await sender.SendMessageAsync(new ServiceBusMessage("now"));
        await sender.CancelScheduledMessageAsync(number);
        await Eventually.IsTrueAsync(() => host.PeekMessages(BusTest.Orders) is [{ State: ServiceBusMessageState.Scheduled }]);
        _time.Advance(TimeSpan.FromMinutes(4));
        var gone = await Assert.ThrowsAsync<ServiceBusException>(() => sender.CancelScheduledMessageAsync(number));
        await _time.AdvanceUntilAsync(() => test.Recorder.Seen.Count == 2, Step);

        Assert.Equal(["now", "later"], test.Recorder.Bodies);
        Assert.True(_time.GetUtcNow() >= Start.AddMinutes(5));
        Assert.Equal(ServiceBusFailureReason.MessageNotFound, gone.Reason);
    }

    [Fact]
    public async Task A_message_whose_lock_ran_out_comes_again_and_the_late_receiver_cannot_complete_it()
    {
        var test = new BusTest(azurite, typeof(OnOrderByHand)) { Time = _time };
        ServiceBusException? lost = null;
        test.Recorder.Work = async (message, actions) =>
        {
            if (message.DeliveryCount == 1)
            {
                // Neither settled nor given back: as when a function forgets.
                return;
            }

            await actions!.CompleteMessageAsync(message);
            lost = await Assert.ThrowsAsync<ServiceBusException>(() => actions.CompleteMessageAsync(test.Recorder.Seen.First()));
        };
        await using var host = await test.StartAsync();

        await BusTest.SendTextAsync(host, "forgotten");
        await Eventually.IsTrueAsync(() => test.Recorder.Seen.Count == 1);
        var locked = Assert.Single(test.Recorder.Seen).LockedUntil;
        await _time.AdvanceUntilAsync(() => test.Recorder.Seen.Count == 2, Step);

        Assert.Equal(Start.AddMinutes(1), locked);
        Assert.True(_time.GetUtcNow() >= locked);
        await BusTest.IsEmptyAsync(host);
        await Eventually.IsTrueAsync(() => lost is not null);
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost!.Reason);
    }

    [Fact]
    public async Task The_lock_of_a_running_function_is_renewed()
    {
        var test = new BusTest(azurite, typeof(OnOrder)) { Time = _time };
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        test.Recorder.Work = (_, _) => release.Task;
        await using var host = await test.StartAsync();

        await BusTest.SendTextAsync(host, "slow");
        await Eventually.IsTrueAsync(() => test.Recorder.Seen.Count == 1);
        foreach (var renewal in Enumerable.Range(1, 6))
        {
            // At half of the lock's minute.
            var at = Start.AddSeconds(30 * renewal);
            await _time.AdvanceToAsync(at);
            await Eventually.IsTrueAsync(() => host.PeekMessages(BusTest.Orders)[0].LockedUntil == at.AddMinutes(1));
        }

        release.SetResult();
        await BusTest.IsEmptyAsync(host);
        Assert.Equal(1, Assert.Single(test.Recorder.Seen).DeliveryCount);
    }

    [Fact]
    public async Task A_message_that_outlived_its_time_is_dropped_or_dead_as_the_entity_says()
    {
        foreach (var (deadLetters, expected) in new[] { (false, 0), (true, 1) })
        {
            var test = new BusTest(azurite) { Time = _time, Settings = { ["LocalServiceBus:Rules:orders:DeadLetteringOnMessageExpiration"] = $"{deadLetters}" } };
            await using (var sending = await test.StartAsync(typeof(OnFact)))
            {
                await BusTest.SendAsync(sending, new ServiceBusMessage("short-lived") { TimeToLive = TimeSpan.FromSeconds(10) });
            }

            _time.Advance(TimeSpan.FromSeconds(11));
            await using var host = await test.StartAsync(typeof(OnOrder));
            await BusTest.IsEmptyAsync(host);

            Assert.Empty(test.Recorder.Seen);
            var dead = host.PeekMessages(BusTest.DeadOrders);
            Assert.Equal(expected, dead.Count);
            Assert.All(dead, message => Assert.Equal("TTLExpiredException", message.DeadLetterReason));
        }
    }

    [Fact]
    public async Task An_id_that_was_seen_is_swallowed_for_as_long_as_the_entity_says()
    {
        var test = new BusTest(azurite, typeof(OnOrder)) { Time = _time, Settings = { ["LocalServiceBus:Rules:orders:RequiresDuplicateDetection"] = "true" } };
        static ServiceBusMessage Message(string body) => new(body) { MessageId = "one" };

        await using (var host = await test.StartAsync())
        {
            await Task.WhenAll(Enumerable.Range(0, 5).Select(at => BusTest.SendAsync(host, Message("first"), Message("first"))));
            await BusTest.IsEmptyAsync(host);
        }

        await using var again = await test.StartAsync();
        await BusTest.SendAsync(again, Message("second"));
        _time.Advance(TimeSpan.FromMinutes(2));
        await BusTest.SendAsync(again, Message("third"));

        await BusTest.IsEmptyAsync(again);
        Assert.Equal(["first", "third"], test.Recorder.Bodies);
    }
}
