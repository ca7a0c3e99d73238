using System.Text;
using Azure.Messaging.ServiceBus;
using WalletFunctions.BankEvents;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Tests.Functions.Callbacks;
using WalletFunctions.Tests.Functions.Events;
using WalletFunctions.Tests.Functions.Hosting;
using Xunit;

namespace WalletFunctions.Tests.Functions.BankEvents;

/// <summary>A message of the bank during an outage: never set aside by the broker's count of deliveries, and never tried for ever.</summary>
public sealed class PostponementTests : IAsyncLifetime
{
    private readonly RecordingBus _bus = new();
    private readonly HandActions _actions = new();
    private readonly HandDurableClient _durable = new() { IsDown = true };
    private BankEventBench _bench = null!;

    public async Task InitializeAsync() => _bench = await new BankEventBench().OpenAsync();

    public async Task DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _bus.DisposeAsync();
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 20)]
    [InlineData(8, 2_560)]
    [InlineData(9, 3_600)]
    [InlineData(Postponement.Max, 3_600)]
    public void The_waits_double_up_to_an_hour(int postponed, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Postponement.WaitAfter(postponed));

    [Fact]
    public void Until_it_is_set_aside_more_than_two_days_go_by_and_no_more_than_three() => Assert.InRange(
        Enumerable.Range(0, Postponement.Max).Sum(count => Postponement.WaitAfter(count).TotalHours), 48, 72);

    [Fact]
    public async Task At_first_the_broker_delivers_again_by_itself()
    {
        for (var delivery = 1; delivery < Postponement.DeliveriesBefore; delivery++)
        {
            await Assert.ThrowsAsync<IOException>(() => ReceiveAsync(Message(delivery)));
        }

        Assert.Empty(_bus.Sent);
        Assert.Empty(_actions.Done);
    }

    [Fact]
    public async Task Before_the_deliveries_are_used_up_it_is_put_into_the_queue_again_for_later()
    {
        await ReceiveAsync(Message(Postponement.DeliveriesBefore));

        var copy = Assert.Single(_bus.Sent);
        Assert.Equal(["completed"], _actions.Done);
        Assert.Equal(Body(), copy.Body.ToString());
        Assert.Equal(_bench.Clock.Now.AddSeconds(10), copy.ScheduledEnqueueTime);
        Assert.NotEqual("bank-1", copy.MessageId);
        Assert.Equal(("bank-1", "core"), (copy.CorrelationId, copy.ApplicationProperties["sender"]));
    }

    [Fact]
    public async Task It_waits_ever_longer_and_is_worked_on_when_the_outage_is_over()
    {
        await ReceiveAsync(Message(Postponement.DeliveriesBefore));
        await ReceiveAsync(Message(Postponement.DeliveriesBefore, _bus.Sent[0]));
        Assert.Equal(_bench.Clock.Now.AddSeconds(20), _bus.Sent[1].ScheduledEnqueueTime);
        Assert.Equal(2, _bus.Sent.Select(sent => sent.MessageId).Distinct().Count());

        Assert.Null(await _bench.ReceiveAsync(_bus.Sent[1].Body.ToString()));

        Assert.Equal(BankEventState.Open, (await _bench.EventAsync()).State);
        Assert.Contains($"course {BankEventBench.Key}", _bench.Started);
    }

    [Fact]
    public async Task Where_it_cannot_be_postponed_either_the_broker_has_it_again()
    {
        _bus.IsDown = true;
        await Assert.ThrowsAsync<ServiceBusException>(() => ReceiveAsync(Message(Postponement.DeliveriesBefore)));
        Assert.Empty(_actions.Done);
    }

    [Fact]
    public async Task After_two_days_it_is_set_aside_with_a_reason()
    {
        var last = new ServiceBusMessage(Body()) { ApplicationProperties = { ["postponed"] = Postponement.Max } };
        await ReceiveAsync(Message(Postponement.DeliveriesBefore, last));
        Assert.Equal(["not-worked-on"], _actions.Done);
        Assert.Empty(_bus.Sent);
    }

    [Fact]
    public async Task A_host_that_stops_postpones_nothing()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => ReceiveAsync(Message(Postponement.DeliveriesBefore), stopped.Token));
        Assert.Empty(_bus.Sent);
    }

    private string Body() => _bench.MessageOf(BankEventType.DepositReceived);

    private ServiceBusReceivedMessage Message(int delivery, ServiceBusMessage? copy = null) => ServiceBusModelFactory.ServiceBusReceivedMessage(
        body: copy?.Body ?? new BinaryData(Encoding.UTF8.GetBytes(Body())),
        messageId: copy?.MessageId ?? "bank-1",
        correlationId: copy?.CorrelationId,
        properties: copy?.ApplicationProperties ?? new Dictionary<string, object> { ["sender"] = "core" },
        deliveryCount: delivery,
        sequenceNumber: copy is null ? 7 : 8);

    private Task ReceiveAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        _bench.FunctionOf(_bus).RunAsync(message, _actions, _durable, cancellationToken);
}
