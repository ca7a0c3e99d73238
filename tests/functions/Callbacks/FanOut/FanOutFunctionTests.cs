using System.Text;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Callbacks.FanOut;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Tests.Functions.Hosting;
using WalletFunctions.Tests.Shared.Callbacks;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks.FanOut;

public sealed class FanOutFunctionTests
{
    private const string Document = """{"specversion":"1.0","type":"wallet.credited"}""";

    private readonly Deliveries _deliveries = new(new ScriptedSender(200));
    private readonly HandDurableClient _durable = new();
    private readonly HandActions _actions = new();

    [Fact]
    public async Task A_fact_is_recorded_for_its_partner_started_and_completed()
    {
        await _deliveries.AddEndpointAsync();

        await ReceiveAsync(Message());

        var started = Assert.Single(_durable.Started);
        var callback = await _deliveries.FindAsync(started.Order.CallbackId);
        Assert.Equal(
            ("posting-1", "wallet.credited", CallbackSamples.Wallet("wal_00firstwallet"), "application/cloudevents+json", Document),
            (callback.EventId, callback.EventType, callback.WalletId, callback.ContentType, callback.Body));
        Assert.Equal(["completed"], _actions.Done);
    }

    [Fact]
    public async Task Delivered_ten_times_it_has_one_effect()
    {
        await _deliveries.AddEndpointAsync();

        for (var i = 0; i < 10; i++)
        {
            await ReceiveAsync(Message());
        }

        Assert.Single(_durable.Started);
        Assert.Equal(10, _actions.Done.Count);
    }

    [Fact]
    public async Task A_fact_that_nobody_asked_for_is_completed()
    {
        await _deliveries.AddEndpointAsync(eventTypes: "transaction.completed");

        await ReceiveAsync(Message());

        Assert.Empty(_durable.Started);
        Assert.Equal(["completed"], _actions.Done);
    }

    [Fact]
    public async Task A_message_whose_delivery_cannot_be_started_comes_again_and_is_then_started()
    {
        await _deliveries.AddEndpointAsync();
        _durable.IsDown = true;
        await Assert.ThrowsAsync<IOException>(() => ReceiveAsync(Message()));
        Assert.Empty(_actions.Done);

        _durable.IsDown = false;
        await ReceiveAsync(Message());

        Assert.Single(_durable.Started);
    }

    [Fact]
    public async Task A_fact_about_no_wallet_keeps_no_wallets_order()
    {
        await _deliveries.AddEndpointAsync();

        await ReceiveAsync(Message(sessionId: "p1~txn_abcdefghij"));

        Assert.Null((await _deliveries.FindAsync(Assert.Single(_durable.Started).Order.CallbackId)).WalletId);
    }

    public static TheoryData<ServiceBusReceivedMessage> Malformed => new(
        Message(partner: null),
        Message(partner: "NOT A PARTNER"),
        Message(partner: 5),
        Message(id: ""),
        Message(id: new string('x', Callback.MaximumEventIdCharacters + 1)),
        Message(subject: ""),
        Message(subject: new string('x', 101)),
        Message(body: []),
        Message(body: new byte[Callback.MaximumBodyBytes + 1]),
        Message(body: [0x22, 0xff, 0x22]));

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_message_is_set_aside_with_the_reason(ServiceBusReceivedMessage message)
    {
        await _deliveries.AddEndpointAsync();

        await ReceiveAsync(message);

        Assert.Equal("malformed-event", Assert.Single(_actions.Done));
        Assert.Empty(_durable.Started);
    }

    private static ServiceBusReceivedMessage Message(
        object? partner, string id = "posting-1", string subject = "wallet.credited", byte[]? body = null, string sessionId = "p1~wal_00firstwallet") =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: new BinaryData(body ?? Encoding.UTF8.GetBytes(Document)),
            messageId: id,
            sessionId: sessionId,
            subject: subject,
            contentType: "application/cloudevents+json",
            properties: partner is null ? [] : new Dictionary<string, object> { ["partner"] = partner });

    private static ServiceBusReceivedMessage Message(
        string id = "posting-1", string subject = "wallet.credited", byte[]? body = null, string sessionId = "p1~wal_00firstwallet") =>
        Message("p1", id, subject, body, sessionId);

    private Task ReceiveAsync(ServiceBusReceivedMessage message) =>
        new FanOutFunction(_deliveries.Record, TimeProvider.System, NullLogger<FanOutFunction>.Instance).RunAsync(message, _actions, _durable, default);
}
