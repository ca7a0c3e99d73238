using WalletFunctions.Callbacks;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Tests.Shared.Callbacks;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks;

public sealed class RecordAndReplayTests
{
    [Fact]
    public async Task An_event_is_recorded_for_each_endpoint_that_asks_for_it_and_once()
    {
        var deliveries = new Deliveries(new ScriptedSender(200));
        await deliveries.AddEndpointAsync(endpointId: "all");
        await deliveries.AddEndpointAsync(endpointId: "wallets", eventTypes: "wallet.*");
        await deliveries.AddEndpointAsync(endpointId: "transactions", eventTypes: "transaction.completed");
        await deliveries.AddEndpointAsync("p2");

        var first = await deliveries.Record.RecordAsync(Event("evt-1"), default);
        deliveries.Clock.Advance(TimeSpan.FromHours(1));
        var again = await deliveries.Record.RecordAsync(Event("evt-1"), default);

        Assert.Equal(["all", "wallets"], first.Select(callback => callback.EndpointId));
        Assert.Equal(first, again);
        Assert.Equal("""{"type":"wallet.credited"}""", (await deliveries.FindAsync(first[0].Id)).Body);
    }

    [Fact]
    public async Task An_event_nobody_asks_for_is_recorded_for_nobody()
    {
        var deliveries = new Deliveries(new ScriptedSender(200));
        await deliveries.AddEndpointAsync(eventTypes: "transaction.completed");

        Assert.Empty(await deliveries.Record.RecordAsync(Event("evt-1"), default));
    }

    [Fact]
    public async Task A_replay_delivers_again_under_the_same_id_once_however_often_it_is_asked_for()
    {
        var sender = new ScriptedSender(200);
        var deliveries = new Deliveries(sender);
        await deliveries.AddEndpointAsync();
        var id = await deliveries.AddAsync("evt-1");
        await deliveries.StepAsync(id);

        var replayed = await deliveries.Replay.OneAsync(Deliveries.Partner, id, "r1", default);
        var again = await deliveries.Replay.OneAsync(Deliveries.Partner, id, "r1", default);
        await deliveries.StepAsync(id);
        var afterwards = await deliveries.Replay.OneAsync(Deliveries.Partner, id, "r1", default);
        await deliveries.StepAsync(id);

        Assert.Equal((2, CallbackState.Pending), (replayed!.Run, replayed.State));
        Assert.Equal(replayed, again);
        Assert.Equal((2, CallbackState.Delivered), (afterwards!.Run, afterwards.State));
        Assert.Equal([id.Value, id.Value], sender.Sent.Select(message => message.Headers.Id));
        Assert.Equal([1, 2], (await deliveries.AttemptsAsync(id)).Select(attempt => attempt.Run));
    }

    [Fact]
    public async Task What_is_unknown_or_still_on_its_way_is_not_replayed()
    {
        var deliveries = new Deliveries(new ScriptedSender(200));
        await deliveries.AddEndpointAsync();

        Assert.Null(await deliveries.Replay.OneAsync(Deliveries.Partner, CallbackSamples.Id("never"), "r1", default));
        Assert.Null(await deliveries.Replay.OneAsync(Deliveries.Partner, await deliveries.AddAsync("evt-1"), "r1", default));
    }

    [Fact]
    public async Task A_range_is_replayed_page_by_page_and_a_second_call_replays_none_twice()
    {
        var deliveries = new Deliveries(new ScriptedSender(500));
        await deliveries.AddEndpointAsync();
        var start = deliveries.Clock.Now;
        for (var i = 0; i < 12; i++)
        {
            var stored = await deliveries.Store.AddAsync(CallbackSamples.New($"evt-{i:00}", start.AddMinutes(i), null), default);
            await deliveries.Store.SaveAsync(stored, stored.Callback with { State = CallbackState.Exhausted }, [], default);
        }

        var first = await ReplayAsync(deliveries, start.AddMinutes(2), start.AddMinutes(10));
        var second = await ReplayAsync(deliveries, start.AddMinutes(2), start.AddMinutes(10));

        Assert.Equal(8, first.Count);
        Assert.All(first, callback => Assert.Equal(2, callback.Run));
        Assert.Empty(second);
        var left = await deliveries.Store.ListAsync(
            Deliveries.Partner, new CallbackQuery(CallbackState.Exhausted, null, null, 200, null), default);
        Assert.Equal(["evt-00", "evt-01", "evt-10", "evt-11"], left.Items.Select(callback => callback.EventId));
    }

    private static async Task<List<Callback>> ReplayAsync(Deliveries deliveries, DateTimeOffset from, DateTimeOffset before)
    {
        List<Callback> replayed = [];
        CallbackCursor? cursor = null;
        do
        {
            var page = await deliveries.Replay.RangeAsync(
                Deliveries.Partner, new CallbackQuery(CallbackState.Exhausted, from, before, 3, cursor), "r1", default);
            replayed.AddRange(page.Replayed);
            cursor = page.Next;
        }
        while (cursor is not null);

        return replayed;
    }

    private static CallbackEvent Event(string eventId) => new(
        Deliveries.Partner, eventId, "wallet.credited", CallbackSamples.Wallet("wal_00firstwallet"), "application/json", """{"type":"wallet.credited"}""");
}
