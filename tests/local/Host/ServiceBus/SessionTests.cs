using Azure.Messaging.ServiceBus;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Host.ServiceBus;

public sealed class SessionTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Messages_of_a_session_run_in_order_one_at_a_time_and_sessions_beside_each_other()
    {
        var test = new BusTest(azurite, typeof(OnOrderOfSession));
        test.Recorder.Work = async (_, _) =>
        {
            // The first ones wait for each other.
            await Eventually.IsTrueAsync(() => test.Recorder.MostAtOnce > 1);
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        };
        await using var host = await test.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(at => BusTest.SendAsync(
            host,
            [.. Enumerable.Range(0, 5).Select(session => new ServiceBusMessage($"{at:D2}") { SessionId = $"s{session}" })])));

        await BusTest.IsEmptyAsync(host);
        Assert.Equal(100, test.Recorder.Seen.Count);
        Assert.Equal(1, test.Recorder.MostInOneSession);
        Assert.True(test.Recorder.MostAtOnce > 1);
        foreach (var session in test.Recorder.Seen.GroupBy(message => message.SessionId))
        {
            Assert.Equal(session.OrderBy(message => message.SequenceNumber).Select(message => message.Body.ToString()), session.Select(message => message.Body.ToString()));
        }
    }

    [Fact]
    public async Task A_failing_message_holds_its_session_until_it_is_dead_and_no_other_session()
    {
        var test = new BusTest(azurite, typeof(OnOrderOfSession)) { Settings = { ["LocalServiceBus:Rules:orders:MaxDeliveryCount"] = "3" } };
        test.Recorder.Work = (message, _) => message.Body.ToString() == "bad" ? throw new InvalidOperationException("bad") : Task.CompletedTask;
        await using var host = await test.StartAsync();

        await BusTest.SendAsync(
            host,
            new ServiceBusMessage("bad") { SessionId = "a" },
            new ServiceBusMessage("after") { SessionId = "a" },
            new ServiceBusMessage("other") { SessionId = "b" });

        await BusTest.IsEmptyAsync(host);
        Assert.Equal(["bad", "bad", "bad", "after"], test.Recorder.Seen.Where(message => message.SessionId == "a").Select(message => message.Body.ToString()));
        Assert.Equal("bad", Assert.Single(host.PeekMessages(BusTest.DeadOrders)).Body.ToString());
    }

    [Fact]
    public async Task A_queue_with_sessions_refuses_a_message_without_one()
    {
        var test = new BusTest(azurite, typeof(OnOrderOfSession));
        await using var host = await test.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => BusTest.SendTextAsync(host, "alone"));

        Assert.Empty(host.PeekMessages(BusTest.Orders));
    }

    [Fact]
    public async Task A_subscription_with_sessions_dead_letters_a_message_without_one()
    {
        var test = new BusTest(azurite, typeof(OnFact)) { Settings = { ["LocalServiceBus:Rules:facts/third:RequiresSession"] = "true", ["LocalServiceBus:Topics:facts"] = "third" } };
        await using var host = await test.StartAsync();

        await host.ServiceBus.CreateSender("facts").SendMessageAsync(new ServiceBusMessage("alone"));

        await BusTest.IsEmptyAsync(host, "facts/first");
        Assert.Empty(host.PeekMessages("facts/third"));
        Assert.Contains("Session id", Assert.Single(host.PeekMessages("facts/third/$deadletterqueue")).DeadLetterReason, StringComparison.Ordinal);
    }
}
