using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Host.ServiceBus;

public sealed class DeliveryTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_message_arrives_with_all_its_sender_put_in_and_is_completed()
    {
        var test = new BusTest(azurite, typeof(OnOrder));
        await using var host = await test.StartAsync();
        var when = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.FromHours(2));
        await BusTest.SendAsync(host, new ServiceBusMessage(BinaryData.FromBytes(new byte[] { 0, 1, 255 }))
        {
            MessageId = "m-1",
            CorrelationId = "c-1",
            Subject = "subject",
            ContentType = "application/octet-stream",
            ReplyTo = "answers",
            To = "somebody",
            SessionId = "session",
            TimeToLive = TimeSpan.FromHours(1),
            ApplicationProperties = { ["text"] = "t", ["number"] = 5L, ["flag"] = true, ["when"] = when, ["nothing"] = null, ["half"] = 0.5m },
        });

        await BusTest.IsEmptyAsync(host);
        var message = Assert.Single(test.Recorder.Seen);
        Assert.Equal([0, 1, 255], message.Body.ToArray());
        Assert.Equal(("m-1", "c-1", "subject", "application/octet-stream"), (message.MessageId, message.CorrelationId, message.Subject, message.ContentType));
        Assert.Equal(("answers", "somebody", "session"), (message.ReplyTo, message.To, message.SessionId));
        Assert.Equal(TimeSpan.FromHours(1), message.TimeToLive);
        Assert.Equal(["t", 5L, true, when, null, 0.5m], message.ApplicationProperties.Values);
        Assert.Equal(1, message.DeliveryCount);
        Assert.Equal(ServiceBusMessageState.Active, message.State);
        Assert.True(message.LockedUntil > message.EnqueuedTime);
        Assert.True(message.SequenceNumber > 0);
    }

    [Fact]
    public async Task A_failed_message_comes_again_and_its_count_grows()
    {
        var test = new BusTest(azurite, typeof(OnOrder));
        test.Recorder.Work = (message, _) => message.DeliveryCount < 3 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
        await using var host = await test.StartAsync();

        await BusTest.SendTextAsync(host, "retried");

        await BusTest.IsEmptyAsync(host);
        Assert.Equal([1, 2, 3], test.Recorder.Seen.Select(message => message.DeliveryCount));
        Assert.Equal(2, test.Log.Lines.Count(line => line.Level == LogLevel.Error && line.Text.Contains("not yet", StringComparison.Ordinal)));
        Assert.Empty(host.PeekMessages(BusTest.DeadOrders));
    }

    [Fact]
    public async Task After_ten_deliveries_a_message_is_dead_with_the_reason_and_unharmed()
    {
        var test = new BusTest(azurite, typeof(OnOrder));
        test.Recorder.Work = (_, _) => throw new InvalidOperationException("never");
        await using var host = await test.StartAsync();

        await BusTest.SendAsync(host, new ServiceBusMessage("poison") { MessageId = "p-1", ApplicationProperties = { ["kept"] = 1 } });

        await Eventually.IsTrueAsync(() => host.PeekMessages(BusTest.DeadOrders).Count == 1);
        var dead = Assert.Single(host.PeekMessages(BusTest.DeadOrders));
        Assert.Equal(Enumerable.Range(1, 10), test.Recorder.Seen.Select(message => message.DeliveryCount));
        Assert.Equal("MaxDeliveryCountExceeded", dead.DeadLetterReason);
        Assert.Contains("10", dead.DeadLetterErrorDescription, StringComparison.Ordinal);
        Assert.Equal(("poison", "p-1", 1), (dead.Body.ToString(), dead.MessageId, dead.ApplicationProperties["kept"]));
        Assert.Empty(host.PeekMessages(BusTest.Orders));
    }

    [Fact]
    public async Task The_highest_count_of_deliveries_can_be_set_for_an_entity()
    {
        var test = new BusTest(azurite, typeof(OnOrder)) { Settings = { ["LocalServiceBus:Rules:orders:MaxDeliveryCount"] = "2" } };
        test.Recorder.Work = (_, _) => throw new InvalidOperationException("never");
        await using var host = await test.StartAsync();

        await BusTest.SendTextAsync(host, "poison");

        await Eventually.IsTrueAsync(() => host.PeekMessages(BusTest.DeadOrders).Count == 1);
        Assert.Equal(2, test.Recorder.Seen.Count);
    }

    [Fact]
    public async Task A_function_can_listen_on_the_dead_letters()
    {
        var test = new BusTest(azurite, typeof(OnDeadOrder), typeof(OnOrderByHand));
        test.Recorder.Work = (message, actions) => message.DeadLetterReason is null
            ? actions!.DeadLetterMessageAsync(message, new() { ["added"] = "a" }, "refused", "for good")
            : Task.CompletedTask;
        await using var host = await test.StartAsync();

        await BusTest.SendTextAsync(host, "bad");

        await Eventually.IsTrueAsync(() => test.Recorder.Seen.Count == 2);
        await BusTest.IsEmptyAsync(host, BusTest.DeadOrders);
        var dead = test.Recorder.Seen.Last();
        Assert.Equal(("refused", "for good", "a"), (dead.DeadLetterReason, dead.DeadLetterErrorDescription, dead.ApplicationProperties["added"]));
    }

    [Fact]
    public async Task What_the_function_settles_itself_is_settled_once()
    {
        var test = new BusTest(azurite, typeof(OnOrder));
        test.Recorder.Work = async (message, actions) =>
        {
            switch (message.Body.ToString())
            {
                case "complete":
                    await actions!.CompleteMessageAsync(message);
                    var lost = await Assert.ThrowsAsync<ServiceBusException>(() => actions.AbandonMessageAsync(message));
                    Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
                    break;
                case "abandon" when message.DeliveryCount == 1:
                    await actions!.AbandonMessageAsync(message, new Dictionary<string, object> { ["tried"] = 1 });
                    break;
                case "defer":
                    await actions!.DeferMessageAsync(message);
                    break;
                case "renew":
                    await actions!.RenewMessageLockAsync(message);
                    break;
            }
        };
        await using var host = await test.StartAsync();

        await BusTest.SendTextAsync(host, "complete", "abandon", "defer", "renew");

        await Eventually.IsTrueAsync(() => host.PeekMessages(BusTest.Orders) is [{ State: ServiceBusMessageState.Deferred }]);
        Assert.Equal(1, test.Recorder.Bodies.Count(body => body == "complete"));
        Assert.Equal(1, test.Recorder.Bodies.Count(body => body == "defer"));
        Assert.Equal(1, test.Recorder.Seen.Last(message => message.Body.ToString() == "abandon").ApplicationProperties["tried"]);
        Assert.DoesNotContain(test.Log.Lines, line => line.Level == LogLevel.Error);
    }

    [Fact]
    public async Task Messages_of_a_queue_run_at_once_up_to_the_limit_of_host_json()
    {
        var test = new BusTest(azurite, typeof(OnOrder)) { MaxConcurrentCalls = 3 };
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        test.Recorder.Work = (_, _) => release.Task;
        await using var host = await test.StartAsync();

        await BusTest.SendTextAsync(host, [.. Enumerable.Range(0, 7).Select(at => $"{at}")]);
        await Eventually.IsTrueAsync(() => test.Recorder.Seen.Count == 3);
        release.SetResult();

        await BusTest.IsEmptyAsync(host);
        Assert.Equal(3, test.Recorder.MostAtOnce);
        Assert.Equal(["0", "1", "2"], test.Recorder.Bodies.Take(3).Order());
    }

    [Fact]
    public async Task Each_subscription_gets_its_copy_and_fails_for_itself()
    {
        var test = new BusTest(azurite, typeof(OnFact)) { Settings = { ["LocalServiceBus:Topics:facts"] = "Third" } };
        test.Recorder.Work = (message, _) => message.DeliveryCount == 1 ? throw new InvalidOperationException("again") : Task.CompletedTask;
        await using var host = await test.StartAsync();

        await host.ServiceBus.CreateSender("Facts").SendMessageAsync(new ServiceBusMessage("fact"));

        await BusTest.IsEmptyAsync(host, "facts/first");
        await BusTest.IsEmptyAsync(host, "facts/second");
        Assert.Equal([1, 1, 2, 2], test.Recorder.Seen.Select(message => message.DeliveryCount).Order());
        Assert.Equal("fact", Assert.Single(host.PeekMessages("facts/third")).Body.ToString());
    }

    [Fact]
    public async Task A_topic_without_subscriptions_drops_messages_and_an_unknown_entity_refuses_them()
    {
        var test = new BusTest(azurite, typeof(OnOrder)) { Settings = { ["LocalServiceBus:Topics:nobody"] = "" } };
        await using var host = await test.StartAsync();

        await host.ServiceBus.CreateSender("nobody").SendMessageAsync(new ServiceBusMessage("dropped"));
        var fault = await Assert.ThrowsAsync<ServiceBusException>(() =>
            host.ServiceBus.CreateSender("typo").SendMessageAsync(new ServiceBusMessage("lost")));

        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, fault.Reason);
        Assert.Contains("'typo'", fault.Message, StringComparison.Ordinal);
    }
}
