using WalletFunctions.Callbacks;
using WalletFunctions.Shared.Callbacks;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks;

public sealed class DeliveryOrchestrationTests
{
    [Fact]
    public async Task The_whole_schedule_is_kept_by_durable_timers_and_the_next_of_the_wallet_is_told()
    {
        var deliveries = await NewAsync(new ScriptedSender(500));
        var (first, second) = (await deliveries.AddAsync("evt-1"), await deliveries.AddAsync("evt-2"));
        var context = await ContextAsync(deliveries, first);

        await DeliveryOrchestration.RunAsync(context);

        Assert.Equal(CallbackState.Exhausted, (await deliveries.FindAsync(first)).State);
        Assert.Equal(8, (await deliveries.AttemptsAsync(first)).Count);
        Assert.Equal(7, context.Timers.Count);
        Assert.Equal(($"{second.Value}~1", "PredecessorEnded", first.Value), Assert.Single(context.Sent));
        Assert.Null(context.ContinuedWith);
    }

    [Fact]
    public async Task A_callback_behind_another_goes_as_soon_as_it_is_told()
    {
        var sender = new ScriptedSender(200);
        var deliveries = await NewAsync(sender);
        var (first, second) = (await deliveries.AddAsync("evt-1"), await deliveries.AddAsync("evt-2"));
        var context = await ContextAsync(deliveries, second);
        context.OnTimer = async () =>
        {
            var predecessor = await ContextAsync(deliveries, first);
            await DeliveryOrchestration.RunAsync(predecessor);
            context.Raise((string)Assert.Single(predecessor.Sent).Payload);
            return true;
        };

        await DeliveryOrchestration.RunAsync(context);

        Assert.Equal([first.Value, second.Value], sender.Sent.Select(message => message.Headers.Id));
        Assert.Equal(
            [deliveries.Clock.Now.UtcDateTime + DeliverCallback.LongestWaitBehind], context.Timers);
    }

    [Fact]
    public async Task A_callback_behind_another_looks_by_itself_should_nobody_tell_it()
    {
        var sender = new ScriptedSender(200);
        var deliveries = await NewAsync(sender);
        var (first, second) = (await deliveries.AddAsync("evt-1"), await deliveries.AddAsync("evt-2"));
        var context = await ContextAsync(deliveries, second);
        var looks = 0;
        context.OnTimer = async () =>
        {
            if (++looks == 3)
            {
                await deliveries.StepAsync(first);
            }

            return false;
        };

        await DeliveryOrchestration.RunAsync(context);

        Assert.Equal(CallbackState.Delivered, (await deliveries.FindAsync(second)).State);
        Assert.Equal(3, looks);
    }

    [Fact]
    public async Task Delays_for_a_busy_partner_grow_and_the_history_starts_afresh_before_it_is_long()
    {
        var release = new TaskCompletionSource<AttemptOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var deliveries = new Deliveries(new ScriptedSender(_ => release.Task), places: 1);
        await deliveries.AddEndpointAsync();
        var underWay = deliveries.StepAsync(await deliveries.AddAsync("evt-0", null));
        var context = await ContextAsync(deliveries, await deliveries.AddAsync("evt-1", null));

        await DeliveryOrchestration.RunAsync(context);

        Assert.Equal(DeliveryOrchestration.StepsPerExecution, Assert.IsType<DeliveryOrder>(context.ContinuedWith).BusyDelays);
        Assert.All(context.Steps, step => Assert.True(step.WasBusy));
        var waits = context.Timers.Zip(context.Timers.Skip(1)).Select(pair => (pair.Second - pair.First).TotalSeconds).ToList();
        Assert.InRange(waits[0], 1.9, 2.5);
        Assert.InRange(waits[^1], 59, 73);
        release.SetResult(new AttemptOutcome.Answered(200, null, 0, false));
        await underWay;
    }

    [Fact]
    public async Task A_place_found_again_starts_the_count_of_busy_delays_afresh()
    {
        var deliveries = await NewAsync(new ScriptedSender(500));
        var context = new HandContext(deliveries, new DeliveryOrder(Deliveries.Partner, await deliveries.AddAsync("evt-1"), 1, BusyDelays: 60));

        await DeliveryOrchestration.RunAsync(context);

        Assert.Equal(8, context.Steps.Count);
        Assert.All(context.Steps, step => Assert.False(step.WasBusy));
    }

    [Fact]
    public async Task A_callback_at_its_end_is_not_sent_again_and_still_tells_the_next()
    {
        var sender = new ScriptedSender(200);
        var deliveries = await NewAsync(sender);
        var (first, second) = (await deliveries.AddAsync("evt-1"), await deliveries.AddAsync("evt-2"));
        await deliveries.StepAsync(first);
        var context = await ContextAsync(deliveries, first);

        await DeliveryOrchestration.RunAsync(context);

        Assert.Single(sender.Sent);
        Assert.Equal($"{second.Value}~1", Assert.Single(context.Sent).InstanceId);
    }

    private static async Task<HandContext> ContextAsync(Deliveries deliveries, CallbackId id) =>
        new(deliveries, DeliveryOrder.Of(await deliveries.FindAsync(id)));

    private static async Task<Deliveries> NewAsync(ScriptedSender sender)
    {
        var deliveries = new Deliveries(sender);
        await deliveries.AddEndpointAsync();
        return deliveries;
    }
}
