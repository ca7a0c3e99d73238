using System.Text;
using Microsoft.Extensions.Logging;
using WalletFunctions.Callbacks.Sending;
using WalletFunctions.Shared.Alerts;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Callbacks;

/// <summary>
/// One step of a callback's delivery: looks where it stands, makes at most one attempt, stores what came of it, and says what is next. Knows
/// nothing of what drives it; a step repeated after a crash is safe (the partner may see a message twice, under one id).
/// </summary>
public sealed partial class DeliverCallback(
    ICallbackStore callbacks,
    IEndpointStore endpoints,
    EndpointDirectory directory,
    RecentCallbacks recent,
    LiveSecrets secrets,
    IWebhookSender sender,
    PartnerLanes lanes,
    IAlerts alerts,
    TimeProvider clock,
    ILogger<DeliverCallback> log)
{
    /// <summary>How often a step looks again when somebody else changed the callback under it.</summary>
    public const int MaximumConflicts = 32;

    /// <summary>How long a callback behind another waits at most before it looks by itself; the predecessor's end wakes it much sooner.</summary>
    public static readonly TimeSpan LongestWaitBehind = TimeSpan.FromMinutes(10);

    /// <summary>Makes one step.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="id">The callback.</param>
    /// <param name="busyDelays">How many of the last steps in a row found the partner busy.</param>
    /// <param name="cancellationToken">The process's end; the attempt is then found interrupted.</param>
    public async Task<DeliveryStep> StepAsync(PartnerId partner, CallbackId id, int busyDelays, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MaximumConflicts; conflicts++)
        {
            // As this process has just recorded it, or as stored: what is decided on is written by its version, so that a stale one is noticed.
            var stored = recent.Take(id) ?? await callbacks.FindAsync(partner, id, cancellationToken)
                ?? throw new InvalidOperationException($"Callback {id} is not recorded.");
            var endpoint = await EndpointAsync(stored.Callback, cancellationToken);
            var start = CallbackLifecycle.Begin(
                stored.Callback, endpoint is { IsOn: true }, await PredecessorIsFinalAsync(stored.Callback, cancellationToken), clock.GetUtcNow());
            var step = start switch
            {
                AttemptStart.Final => Ended(stored.Callback),
                AttemptStart.NotDue notDue => new DeliveryStep(DeliveryStepKind.ComeAgain, notDue.DueAt),
                AttemptStart.Behind behind =>
                    new DeliveryStep(DeliveryStepKind.Behind, clock.GetUtcNow() + LongestWaitBehind, WaitsFor: behind.PredecessorId),
                AttemptStart.EndpointOff off => await EndAsync(stored, off.Next, cancellationToken),
                AttemptStart.Interrupted interrupted => await StoreAsync(
                    stored, interrupted.Verdict, [await InterruptedAsync(stored.Callback, interrupted.InterruptedNumber, cancellationToken)], cancellationToken),
                AttemptStart.Send send => await AttemptAsync(stored, endpoint!, send, busyDelays, cancellationToken),
                _ => throw new InvalidOperationException($"Unknown start {start}."),
            };
            if (step is not null)
            {
                return step;
            }
        }

        throw new InvalidOperationException($"Callback {id} was changed by others {MaximumConflicts} times in a row.");
    }

    // That an endpoint is off, or not there, ends a callback for good, so it is never believed of the memory: another process may just have registered it, or switched it on.
    private async Task<CallbackEndpoint?> EndpointAsync(Callback callback, CancellationToken cancellationToken) =>
        await directory.FindAsync(callback.Partner, callback.EndpointId, cancellationToken) is { IsOn: true } known
            ? known
            : (await endpoints.FindAsync(callback.Partner, callback.EndpointId, cancellationToken))?.Endpoint;

    private async Task<DeliveryStep?> AttemptAsync(
        StoredCallback stored, CallbackEndpoint endpoint, AttemptStart.Send send, int busyDelays, CancellationToken cancellationToken)
    {
        List<CallbackAttempt> attempts = [send.Attempt];
        if (send.InterruptedNumber is { } interrupted)
        {
            attempts.Insert(0, await InterruptedAsync(stored.Callback, interrupted, cancellationToken));
        }

        var entry = lanes.Enter(stored.Callback.Partner, endpoint.EndpointId);
        if (entry is not LaneEntry.Entered place)
        {
            return await WithoutPlaceAsync(stored, send, attempts, entry, busyDelays, cancellationToken);
        }

        using (place)
        {
            // Asked for first: a vault that does not answer is no attempt.
            var live = await secrets.OfAsync(endpoint, send.Attempt.StartedAt, cancellationToken);
            // The attempt stands in storage before anything is sent, so that none is ever unrecorded.
            if (await callbacks.SaveAsync(stored, send.Next, attempts, cancellationToken) is not { } begun)
            {
                return null;
            }

            var outcome = live.Count == 0
                ? new AttemptOutcome.NotSent(NotSentReason.NoLiveSecret)
                : await SendAsync(begun.Callback, endpoint, live, send.Attempt.StartedAt, cancellationToken);
            place.Ended(outcome);
            AttemptEnded(begun.Callback.Id, send.Attempt.Number, outcome.Word);
            return await RecordAsync(begun, send.Attempt, outcome, cancellationToken);
        }
    }

    private async Task<DeliveryStep?> WithoutPlaceAsync(
        StoredCallback stored, AttemptStart.Send send, List<CallbackAttempt> attempts, LaneEntry entry, int busyDelays, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (entry == LaneEntry.Busy && busyDelays < RetrySchedule.MaximumBusyDelays)
        {
            var delay = RetrySchedule.BusyDelay(busyDelays, RetrySchedule.JitterOf(stored.Callback.Id, busyDelays));
            return new DeliveryStep(DeliveryStepKind.ComeAgain, now + delay, WasBusy: true);
        }

        var outcome = new AttemptOutcome.NotSent(entry == LaneEntry.Busy ? NotSentReason.PartnerBusy : NotSentReason.CircuitOpen);
        attempts[^1] = send.Attempt.EndWith(outcome, now);
        return await StoreAsync(stored, CallbackLifecycle.Decide(send.Next, send.Attempt.Number, outcome, now), attempts, cancellationToken);
    }

    private Task<AttemptOutcome> SendAsync(
        Callback callback, CallbackEndpoint endpoint, IReadOnlyList<WebhookSecret> live, DateTimeOffset attemptedAt, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(callback.Body);
        var headers = WebhookSignature.Sign(callback.Id.Value, attemptedAt, body, live);
        return sender.SendAsync(new WebhookMessage(endpoint.Url, headers, callback.ContentType, body), cancellationToken);
    }

    // The callback may have changed while the attempt was under way (a successor was put behind it): decide on what is stored now.
    private async Task<DeliveryStep> RecordAsync(
        StoredCallback begun, CallbackAttempt attempt, AttemptOutcome outcome, CancellationToken cancellationToken)
    {
        var (stored, id, now) = (begun, begun.Callback.Id, clock.GetUtcNow());
        for (var conflicts = 0; conflicts < MaximumConflicts; conflicts++)
        {
            var verdict = CallbackLifecycle.Decide(stored.Callback, attempt.Number, outcome, now);
            if (await StoreAsync(stored, verdict, [attempt.EndWith(outcome, now)], cancellationToken) is { } step)
            {
                return step;
            }

            stored = await callbacks.FindAsync(begun.Callback.Partner, id, cancellationToken)
                ?? throw new InvalidOperationException($"Callback {id} has vanished.");
        }

        throw new InvalidOperationException($"Callback {id} was changed by others {MaximumConflicts} times in a row.");
    }

    private async Task<DeliveryStep?> StoreAsync(
        StoredCallback stored, AttemptVerdict verdict, IReadOnlyList<CallbackAttempt> attempts, CancellationToken cancellationToken)
    {
        if (verdict is AttemptVerdict.EndpointGone)
        {
            // First, so that a crash in between leaves an endpoint that is off rather than one that nobody will switch off.
            await SwitchOffAsync(stored.Callback, cancellationToken);
        }

        if (verdict is AttemptVerdict.Exhausted)
        {
            // First as well: once it is stored nobody comes back here to raise it.
            await AlertAsync(
                "callback.exhausted", verdict.Next, $"run {verdict.Next.Run} to {verdict.Next.EndpointId} is exhausted: {verdict.Next.LastFailure}", cancellationToken);
        }

        if (await callbacks.SaveAsync(stored, verdict.Next, attempts, cancellationToken) is null)
        {
            return null;
        }

        return verdict.Next.State.IsFinal()
            ? Ended(verdict.Next)
            : new DeliveryStep(DeliveryStepKind.ComeAgain, verdict.Next.DueAt);
    }

    private async Task SwitchOffAsync(Callback callback, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MaximumConflicts; conflicts++)
        {
            var stored = await endpoints.FindAsync(callback.Partner, callback.EndpointId, cancellationToken);
            if (stored is not { Endpoint.IsOn: true })
            {
                return;
            }

            await AlertAsync("callback-endpoint.off", callback, $"{callback.EndpointId} answered 410 and is switched off", cancellationToken);
            if (await endpoints.SaveAsync(stored, stored.Endpoint.SwitchOff("gone", clock.GetUtcNow()), cancellationToken))
            {
                directory.Forget(callback.Partner);
                return;
            }
        }

        throw new InvalidOperationException($"Endpoint {callback.EndpointId} was changed by others {MaximumConflicts} times in a row.");
    }

    // One alert for a run of a callback: a step that is repeated raises the same one.
    private Task AlertAsync(string kind, Callback callback, string detail, CancellationToken cancellationToken) => alerts.RaiseAsync(
        new Alert
        {
            Id = $"{kind}.{callback.Id}.{callback.Run}",
            Kind = kind,
            Partner = callback.Partner,
            Subject = callback.Id.Value,
            Detail = detail,
            At = clock.GetUtcNow(),
        },
        cancellationToken);

    private async Task<DeliveryStep?> EndAsync(StoredCallback stored, Callback next, CancellationToken cancellationToken) =>
        await callbacks.SaveAsync(stored, next, [], cancellationToken) is null ? null : Ended(next);

    private async Task<CallbackAttempt> InterruptedAsync(Callback callback, int number, CancellationToken cancellationToken)
    {
        var attempts = await callbacks.AttemptsAsync(callback.Partner, callback.Id, number - 1, 1, cancellationToken);
        return attempts is [var attempt] && attempt.Number == number
            ? attempt.EndWith(new AttemptOutcome.NoAnswer(NoAnswerReason.Interrupted), clock.GetUtcNow())
            : throw new InvalidOperationException($"Attempt {number} of callback {callback.Id} is not recorded.");
    }

    private async Task<bool> PredecessorIsFinalAsync(Callback callback, CancellationToken cancellationToken) =>
        !callback.KeepsOrder
        || await callbacks.FindAsync(callback.Partner, callback.PredecessorId!.Value, cancellationToken) is not { Callback.State: var state }
        || state.IsFinal();

    private static DeliveryStep Ended(Callback callback) =>
        new(DeliveryStepKind.Ended, Successor: callback.SuccessorId, EndedAs: callback.State);

    [LoggerMessage(Level = LogLevel.Information, Message = "Attempt {Number} of callback {CallbackId} ended: {Outcome}")]
    private partial void AttemptEnded(CallbackId callbackId, int number, string outcome);
}
