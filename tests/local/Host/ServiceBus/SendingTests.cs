using System.Runtime.Serialization;
using Azure.Messaging.ServiceBus;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Host.ServiceBus;

public sealed class SendingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_batch_takes_what_fits_and_is_sent_as_one()
    {
        var test = new BusTest(azurite, typeof(OnOrder));
        await using var host = await test.StartAsync();
        await using var sender = host.ServiceBus.CreateSender(BusTest.Orders);
        using var batch = await sender.CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = 1_000 });

        Assert.True(batch.TryAddMessage(new ServiceBusMessage(new string('a', 400))));
        Assert.True(batch.TryAddMessage(new ServiceBusMessage(new string('b', 400))));
        Assert.False(batch.TryAddMessage(new ServiceBusMessage(new string('c', 400))));
        Assert.Equal(2, batch.Count);
        await sender.SendMessagesAsync(batch);

        await BusTest.IsEmptyAsync(host);
        Assert.Equal(['a', 'b'], test.Recorder.Bodies.Select(body => body[0]).Order());
        await Assert.ThrowsAsync<ArgumentException>(() => host.ServiceBus.CreateSender(BusTest.Orders).SendMessagesAsync(batch));
    }

    [Fact]
    public async Task A_large_message_goes_through_whole_and_a_larger_one_is_refused()
    {
        var test = new BusTest(azurite, typeof(OnOrder));
        await using var host = await test.StartAsync();
        var body = new byte[250 * 1024];
        new Random(1).NextBytes(body);

        await BusTest.SendAsync(host, new ServiceBusMessage(body));
        var fault = await Assert.ThrowsAsync<ServiceBusException>(() => BusTest.SendAsync(host, new ServiceBusMessage(new byte[257 * 1024])));

        await BusTest.IsEmptyAsync(host);
        Assert.Equal(body, Assert.Single(test.Recorder.Seen).Body.ToArray());
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, fault.Reason);
    }

    [Fact]
    public async Task Two_hundred_and_fifty_messages_at_once_arrive_each_once_and_in_order()
    {
        var test = new BusTest(azurite, typeof(OnOrder)) { MaxConcurrentCalls = 1 };
        await using var host = await test.StartAsync();
        var bodies = Enumerable.Range(0, 250).Select(at => $"{at:D3}").ToArray();

        await BusTest.SendTextAsync(host, bodies);

        await BusTest.IsEmptyAsync(host);
        Assert.Equal(bodies, test.Recorder.Bodies);
    }

    [Fact]
    public async Task What_a_message_cannot_carry_is_refused_before_anything_is_sent()
    {
        var test = new BusTest(azurite, typeof(OnOrder));
        await using var host = await test.StartAsync();

        await Assert.ThrowsAsync<SerializationException>(() =>
            BusTest.SendAsync(host, new ServiceBusMessage("fine"), new ServiceBusMessage("bad") { ApplicationProperties = { ["what"] = new object() } }));
        await using var sender = host.ServiceBus.CreateSender(BusTest.Orders);
        await sender.SendMessagesAsync([]);
        await sender.CloseAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => sender.SendMessageAsync(new ServiceBusMessage("late")));

        Assert.True(sender.IsClosed);
        Assert.Empty(host.PeekMessages(BusTest.Orders));
        Assert.Empty(test.Recorder.Seen);
    }

    [Fact]
    public void A_message_id_or_session_of_more_than_128_characters_is_refused_as_on_Azure()
    {
        var message = new ServiceBusMessage("text");

        Assert.ThrowsAny<ArgumentException>(() => message.MessageId = new string('x', 129));
        Assert.ThrowsAny<ArgumentException>(() => message.SessionId = new string('x', 129));
        Assert.ThrowsAny<ArgumentException>(() => message.MessageId = string.Empty);
        Assert.ThrowsAny<ArgumentException>(() => message.TimeToLive = TimeSpan.Zero);
        message.SessionId = "session";
        Assert.ThrowsAny<ArgumentException>(() => message.PartitionKey = "other");
        Assert.Equal("text", message.Body.ToString());
    }
}
