using Microsoft.DurableTask.Client;
using WalletFunctions.Callbacks;
using WalletFunctions.Local.Host.Durable;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Tests.Local.Durable.Harness;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks;

/// <summary>The orchestration on the local engine, under a clock that the test moves.</summary>
public sealed class DeliveryOnEngineTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task A_wallets_callbacks_run_through_their_schedules_one_after_another()
    {
        var sender = new ScriptedSender(500, 500, 500, 200);
        var deliveries = await NewAsync(sender);
        await using var engine = await StartAsync(deliveries);
        var ids = new[] { await deliveries.AddAsync("evt-1"), await deliveries.AddAsync("evt-2"), await deliveries.AddAsync("evt-3") };
        foreach (var id in ids.Reverse())
        {
            await new DeliveryStarter(engine.Client).StartAsync(await deliveries.FindAsync(id), engine.Patience);
        }

        await AdvanceUntilEndedAsync(engine, ids);

        Assert.Equal(
            [ids[0].Value, ids[0].Value, ids[0].Value, ids[0].Value, ids[1].Value, ids[2].Value],
            sender.Sent.Select(message => message.Headers.Id));
    }

    [Fact]
    public async Task The_end_of_one_wakes_the_next_without_any_time_passing()
    {
        var release = new TaskCompletionSource<AttemptOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var deliveries = await NewAsync(new ScriptedSender(_ => release.Task));
        await using var engine = await StartAsync(deliveries);
        var ids = new[] { await deliveries.AddAsync("evt-1"), await deliveries.AddAsync("evt-2") };
        foreach (var id in ids)
        {
            await new DeliveryStarter(engine.Client).StartAsync(await deliveries.FindAsync(id), engine.Patience);
        }

        await engine.UntilHistoryHasAsync<WalletFunctions.Local.Host.Durable.History.HistoryEvent.TimerCreated>(InstanceId(ids[1]));
        release.SetResult(new AttemptOutcome.Answered(200, null, 0, false));

        await engine.EndOfAsync(InstanceId(ids[1]));
        Assert.Equal(CallbackState.Delivered, (await deliveries.FindAsync(ids[1])).State);
    }

    [Fact]
    public async Task A_schedule_goes_on_where_it_was_after_a_restart()
    {
        var sender = new ScriptedSender(503, 503, 200);
        var deliveries = await NewAsync(sender);
        await using var engine = await StartAsync(deliveries);
        var id = await deliveries.AddAsync("evt-1");
        await new DeliveryStarter(engine.Client).StartAsync(await deliveries.FindAsync(id), engine.Patience);
        await engine.UntilAsync(() => Task.FromResult(sender.Sent.Count == 1));

        await engine.RestartAsync();
        await AdvanceUntilEndedAsync(engine, id);

        Assert.Equal(["status-503", "status-503", "status-200"], (await deliveries.AttemptsAsync(id)).Select(attempt => attempt.Outcome).Where(outcome => outcome != "interrupted"));
    }

    [Fact]
    public async Task A_replay_runs_as_an_instance_of_its_own()
    {
        var sender = new ScriptedSender(200);
        var deliveries = await NewAsync(sender);
        await using var engine = await StartAsync(deliveries);
        var id = await deliveries.AddAsync("evt-1");
        await new DeliveryStarter(engine.Client).StartAsync(await deliveries.FindAsync(id), engine.Patience);
        await engine.EndOfAsync(InstanceId(id));

        var replayed = await deliveries.Replay.OneAsync(Deliveries.Partner, id, "r1", default);
        await new DeliveryStarter(engine.Client).StartAsync(replayed!, engine.Patience);
        await new DeliveryStarter(engine.Client).StartAsync(replayed!, engine.Patience);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.EndOfAsync(InstanceId(id, run: 2))).RuntimeStatus);
        Assert.Equal([id.Value, id.Value], sender.Sent.Select(message => message.Headers.Id));
    }

    private static string InstanceId(CallbackId id, int run = 1) => DeliveryOrder.InstanceId(id, run);

    private static Task<EngineHarness> StartAsync(Deliveries deliveries, ManualClock clock)
    {
        var converter = PayloadConverter.WithWorkerDefaults();
        var code = new DelegateCode()
            .Orchestrator(DeliveryOrchestration.Name, async context =>
            {
                await DeliveryOrchestration.RunAsync(context);
                return null;
            })
            .Activity("DeliverCallbackStep", async (input, _, cancellationToken) =>
                await new DeliveryActivities(deliveries.Deliver).StepAsync((DeliveryOrder)converter.Deserialize(input, typeof(DeliveryOrder))!, cancellationToken));
        return EngineHarness.StartAsync(code, clock: clock);
    }

    private Task<EngineHarness> StartAsync(Deliveries deliveries) => StartAsync(deliveries, _clock);

    private async Task<Deliveries> NewAsync(ScriptedSender sender)
    {
        var deliveries = new Deliveries(sender, time: _clock);
        await deliveries.AddEndpointAsync();
        return deliveries;
    }

    private async Task AdvanceUntilEndedAsync(EngineHarness engine, params CallbackId[] ids)
    {
        await engine.UntilAsync(async () =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            var instances = await Task.WhenAll(ids.Select(id => engine.Client.GetInstanceAsync(InstanceId(id), engine.Patience)));
            return instances.All(instance => instance is { RuntimeStatus: OrchestrationRuntimeStatus.Completed });
        });
    }
}
