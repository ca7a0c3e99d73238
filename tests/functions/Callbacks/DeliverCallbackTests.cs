using WalletFunctions.Callbacks;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Tests.Shared.Callbacks;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks;

public sealed class DeliverCallbackTests
{
    [Fact]
    public async Task A_delivered_callback_was_signed_once_and_its_attempt_recorded()
    {
        var sender = new ScriptedSender(200);
        var deliveries = await NewAsync(sender);
        var id = await deliveries.AddAsync("evt-1");

        var step = await deliveries.StepAsync(id);

        Assert.Equal(new DeliveryStep(DeliveryStepKind.Ended, EndedAs: CallbackState.Delivered), step);
        var message = Assert.Single(sender.Sent);
        Assert.Equal(id.Value, message.Headers.Id);
        Assert.Equal(WebhookVerdict.Genuine, Verify(message, deliveries.AddSecret("s1"), deliveries.Clock.Now));
        var attempt = Assert.Single(await deliveries.AttemptsAsync(id));
        Assert.Equal((1, "status-200", deliveries.Clock.Now), (attempt.Number, attempt.Outcome, attempt.StartedAt));
    }

    [Fact]
    public async Task A_dead_endpoint_is_tried_through_the_whole_schedule_under_one_id_with_a_fresh_time_each()
    {
        var sender = new ScriptedSender(500);
        var deliveries = await NewAsync(sender);
        var id = await deliveries.AddAsync("evt-1");
        var start = deliveries.Clock.Now;

        var end = await deliveries.DriveAsync(id);

        Assert.Equal(CallbackState.Exhausted, end.EndedAs);
        Assert.Equal("callback.exhausted", Assert.Single(deliveries.Alerts.Raised).Kind);
        Assert.Single(sender.Sent.Select(message => message.Headers.Id).Distinct());
        Assert.Equal(
            sender.Sent.Select(message => message.Headers.Timestamp),
            sender.Sent.Select(message => message.Headers.Timestamp).Distinct());
        var attempts = await deliveries.AttemptsAsync(id);
        Assert.Equal(8, attempts.Count);
        Assert.All(
            attempts.Skip(1).Zip(attempts).Select(pair => (pair.First.StartedAt - pair.Second.EndedAt!.Value).TotalSeconds)
                .Zip([5.0, 30, 120, 900, 3_600, 21_600, 86_400]),
            gap => Assert.InRange(gap.First, gap.Second, gap.Second * 1.2));
        Assert.InRange((deliveries.Clock.Now - start).TotalHours, 31, 38);
    }

    [Fact]
    public async Task A_callback_gets_through_when_the_partner_recovers()
    {
        var deliveries = await NewAsync(new ScriptedSender(503, 503, 204));
        var id = await deliveries.AddAsync("evt-1");

        Assert.Equal(CallbackState.Delivered, (await deliveries.DriveAsync(id)).EndedAs);
        Assert.Equal(["status-503", "status-503", "status-204"], (await deliveries.AttemptsAsync(id)).Select(attempt => attempt.Outcome));
    }

    [Fact]
    public async Task Gone_switches_the_endpoint_off_and_later_callbacks_end_without_being_sent()
    {
        var sender = new ScriptedSender(410);
        var deliveries = await NewAsync(sender);
        var first = await deliveries.AddAsync("evt-1");
        var second = await deliveries.AddAsync("evt-2");

        Assert.Equal(CallbackState.EndpointOff, (await deliveries.StepAsync(first)).EndedAs);
        Assert.Equal(CallbackState.EndpointOff, (await deliveries.StepAsync(second)).EndedAs);

        Assert.Single(sender.Sent);
        var endpoint = (await deliveries.Endpoints.FindAsync(Deliveries.Partner, "main", default))!.Endpoint;
        Assert.Equal(new EndpointSwitchedOff(deliveries.Clock.Now, "gone"), endpoint.Off);
        Assert.Equal(("callback-endpoint.off", first.Value), Assert.Single(deliveries.Alerts.Raised) is var alert ? (alert.Kind, alert.Subject) : default);
        Assert.Empty(await deliveries.AttemptsAsync(second));
    }

    [Fact]
    public async Task A_wallets_callbacks_go_one_after_another_and_the_end_of_one_names_the_next()
    {
        var sender = new ScriptedSender(500, 500, 200);
        var deliveries = await NewAsync(sender);
        var (first, second) = (await deliveries.AddAsync("evt-1"), await deliveries.AddAsync("evt-2"));
        var otherWallet = await deliveries.AddAsync("evt-2", "wal_00otherwallet");

        Assert.Equal(DeliveryStepKind.ComeAgain, (await deliveries.StepAsync(first)).Kind);
        var behind = await deliveries.StepAsync(second);
        await deliveries.StepAsync(otherWallet);

        Assert.Equal((DeliveryStepKind.Behind, first), (behind.Kind, behind.WaitsFor!.Value));
        Assert.Equal([first.Value, otherWallet.Value], sender.Sent.Select(message => message.Headers.Id));
        Assert.Equal(second, (await deliveries.DriveAsync(first)).Successor);
        Assert.Equal(CallbackState.Delivered, (await deliveries.StepAsync(second)).EndedAs);
    }

    [Fact]
    public async Task A_successor_recorded_while_the_attempt_is_under_way_is_named_at_its_end()
    {
        var deliveries = default(Deliveries)!;
        var second = default(CallbackId?);
        var sender = new ScriptedSender(async _ =>
        {
            second ??= await deliveries.AddAsync("evt-2");
            return new AttemptOutcome.Answered(200, null, 0, false);
        });
        deliveries = await NewAsync(sender);

        var step = await deliveries.StepAsync(await deliveries.AddAsync("evt-1"));

        Assert.Equal((DeliveryStepKind.Ended, second), (step.Kind, step.Successor));
        Assert.Single(sender.Sent);
    }

    [Fact]
    public async Task An_attempt_cut_short_by_the_end_of_the_process_is_marked_and_made_again()
    {
        var crash = true;
        var sender = new ScriptedSender(_ => crash
            ? throw new OperationCanceledException()
            : Task.FromResult<AttemptOutcome>(new AttemptOutcome.Answered(200, null, 0, false)));
        var deliveries = await NewAsync(sender);
        var id = await deliveries.AddAsync("evt-1");
        await Assert.ThrowsAsync<OperationCanceledException>(() => deliveries.StepAsync(id));
        crash = false;

        Assert.Equal(CallbackState.Delivered, (await deliveries.StepAsync(id)).EndedAs);

        Assert.Equal(["interrupted", "status-200"], (await deliveries.AttemptsAsync(id)).Select(attempt => attempt.Outcome));
        Assert.Equal(0, (await deliveries.FindAsync(id)).FailedInRun);
    }

    [Fact]
    public async Task A_vault_that_does_not_answer_is_no_attempt()
    {
        var deliveries = await NewAsync(new ScriptedSender(200));
        var id = await deliveries.AddAsync("evt-1");
        deliveries.VaultIsDown = true;

        await Assert.ThrowsAsync<IOException>(() => deliveries.StepAsync(id));

        Assert.Empty(await deliveries.AttemptsAsync(id));
        deliveries.VaultIsDown = false;
        Assert.Equal(CallbackState.Delivered, (await deliveries.StepAsync(id)).EndedAs);
    }

    [Fact]
    public async Task Without_a_live_secret_nothing_is_sent_unsigned()
    {
        var sender = new ScriptedSender(200);
        var deliveries = await NewAsync(sender);
        var stored = (await deliveries.Endpoints.FindAsync(Deliveries.Partner, "main", default))!;
        await deliveries.Endpoints.SaveAsync(
            stored, stored.Endpoint with { Secrets = [new EndpointSecret("not-in-the-vault", deliveries.Clock.Now, null)] }, default);
        var id = await deliveries.AddAsync("evt-1");

        Assert.Equal(DeliveryStepKind.ComeAgain, (await deliveries.StepAsync(id)).Kind);

        Assert.Empty(sender.Sent);
        Assert.Equal("no-live-secret", Assert.Single(await deliveries.AttemptsAsync(id)).Outcome);
    }

    [Fact]
    public async Task Rotating_secrets_loses_no_callback_whenever_the_partner_changes_over()
    {
        var overlap = SecretRotation.MinimumOverlap;
        for (var changedOverAfterMinutes = 0; changedOverAfterMinutes <= overlap.TotalMinutes; changedOverAfterMinutes++)
        {
            var deliveries = default(Deliveries)!;
            var held = default(WebhookSecret)!;
            var sender = new ScriptedSender(message => Task.FromResult<AttemptOutcome>(new AttemptOutcome.Answered(
                Verify(message, held, deliveries.Clock.Now) == WebhookVerdict.Genuine ? 200 : 401, null, 0, false)));
            deliveries = await NewAsync(sender);
            held = deliveries.AddSecret("s1");
            var fresh = deliveries.AddSecret("s2");
            for (var minute = -5; minute <= 20; minute++)
            {
                if (minute == 0)
                {
                    var stored = (await deliveries.Endpoints.FindAsync(Deliveries.Partner, "main", default))!;
                    var rotated = Assert.IsType<SecretRotation.Rotated>(
                        SecretRotation.Rotate(stored.Endpoint, "s2", deliveries.Clock.Now, overlap));
                    await deliveries.Endpoints.SaveAsync(stored, rotated.Endpoint, default);
                }

                held = minute >= changedOverAfterMinutes ? fresh : held;
                Assert.Equal(CallbackState.Delivered, (await deliveries.StepAsync(await deliveries.AddAsync($"evt-{minute}"))).EndedAs);
                deliveries.Clock.Advance(TimeSpan.FromMinutes(1));
            }
        }
    }

    [Fact]
    public async Task A_full_lane_puts_off_without_an_attempt_and_hinders_no_other_partner()
    {
        var release = new TaskCompletionSource<AttemptOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var sender = new ScriptedSender(message => message.Url.Contains("slow", StringComparison.Ordinal)
            ? release.Task
            : Task.FromResult<AttemptOutcome>(new AttemptOutcome.Answered(200, null, 0, false)));
        var deliveries = new Deliveries(sender, places: 2);
        await deliveries.AddEndpointAsync(url: "https://slow.partner.example/");
        await deliveries.AddEndpointAsync("p2");
        var slow = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => deliveries.AddAsync($"evt-{i}", null)));
        var underWay = slow[..2].Select(id => deliveries.StepAsync(id)).ToList();

        var putOff = await deliveries.StepAsync(slow[2]);
        var other = await deliveries.StepAsync(await deliveries.AddAsync("evt-1", partner: "p2"), partner: "p2");

        Assert.Equal((DeliveryStepKind.ComeAgain, true), (putOff.Kind, putOff.WasBusy));
        Assert.InRange((putOff.DueAt!.Value - deliveries.Clock.Now).TotalSeconds, 1, 1.2);
        Assert.Equal(CallbackState.Delivered, other.EndedAs);
        Assert.Equal((CallbackState.Pending, 0), ((await deliveries.FindAsync(slow[2])).State, (await deliveries.FindAsync(slow[2])).Attempts));
        release.SetResult(new AttemptOutcome.Answered(200, null, 0, false));
        await Task.WhenAll(underWay);
        Assert.Equal(CallbackState.Delivered, (await deliveries.StepAsync(slow[2], 1)).EndedAs);
    }

    [Fact]
    public async Task A_callback_put_off_for_too_long_fails_an_attempt_so_that_it_has_an_end()
    {
        var release = new TaskCompletionSource<AttemptOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var deliveries = new Deliveries(new ScriptedSender(_ => release.Task), places: 1);
        await deliveries.AddEndpointAsync();
        var underWay = deliveries.StepAsync(await deliveries.AddAsync("evt-0", null));
        var id = await deliveries.AddAsync("evt-1", null);

        Assert.True((await deliveries.StepAsync(id, RetrySchedule.MaximumBusyDelays - 1)).WasBusy);
        Assert.False((await deliveries.StepAsync(id, RetrySchedule.MaximumBusyDelays)).WasBusy);

        Assert.Equal("partner-busy", Assert.Single(await deliveries.AttemptsAsync(id)).Outcome);
        release.SetResult(new AttemptOutcome.Answered(200, null, 0, false));
        await underWay;
    }

    [Fact]
    public async Task An_endpoint_that_fails_in_a_row_is_spared_and_the_spared_attempts_are_recorded()
    {
        var sender = new ScriptedSender(500);
        var deliveries = await NewAsync(sender);
        var ids = await Task.WhenAll(Enumerable.Range(0, DeliveryCircuit.FailuresToOpen + 3).Select(i => deliveries.AddAsync($"evt-{i}", null)));

        foreach (var id in ids)
        {
            await deliveries.StepAsync(id);
        }

        Assert.Equal(DeliveryCircuit.FailuresToOpen, sender.Sent.Count);
        var spared = Assert.Single(await deliveries.AttemptsAsync(ids[^1]));
        Assert.Equal(("circuit-open", deliveries.Clock.Now), (spared.Outcome, spared.EndedAt!.Value));
    }

    [Fact]
    public async Task A_change_by_somebody_else_at_every_save_is_outlasted()
    {
        var store = new InMemoryCallbackStore();
        var sender = new ScriptedSender(200);
        var deliveries = new Deliveries(sender, store);
        await deliveries.AddEndpointAsync();
        var id = await deliveries.AddAsync("evt-1");
        var interferences = 0;
        store.BeforeSave = async callback =>
        {
            if (interferences++ % 2 == 0)
            {
                var hook = store.BeforeSave;
                store.BeforeSave = null;
                var stored = (await store.FindAsync(callback.Partner, callback.Id, default))!;
                await store.SaveAsync(stored, stored.Callback, [], default);
                store.BeforeSave = hook;
            }
        };

        Assert.Equal(CallbackState.Delivered, (await deliveries.StepAsync(id)).EndedAs);
        Assert.Single(sender.Sent);
    }

    [Fact]
    public async Task An_unknown_callback_is_a_bug_and_a_removed_endpoint_is_off()
    {
        var deliveries = new Deliveries(new ScriptedSender(200));

        await Assert.ThrowsAsync<InvalidOperationException>(() => deliveries.StepAsync(CallbackSamples.Id("never")));
        Assert.Equal(CallbackState.EndpointOff, (await deliveries.StepAsync(await deliveries.AddAsync("evt-1"))).EndedAs);
    }

    private static WebhookVerdict Verify(WebhookMessage message, WebhookSecret secret, DateTimeOffset now) =>
        WebhookVerification.Verify(message.Headers, message.Body.Span, [secret], now, WebhookVerification.DefaultTolerance);

    private static async Task<Deliveries> NewAsync(ScriptedSender sender)
    {
        var deliveries = new Deliveries(sender);
        await deliveries.AddEndpointAsync();
        return deliveries;
    }
}
