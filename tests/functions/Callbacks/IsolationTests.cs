using System.Globalization;
using WalletFunctions.Callbacks;
using WalletFunctions.Callbacks.Sending;
using WalletFunctions.Callbacks.Storage;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Tests.Functions.Callbacks.Sending;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks;

/// <summary>The real sender, the real store and real endpoints together.</summary>
public sealed class IsolationTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int EventsPerPartner = 12;

    [Fact]
    public async Task With_one_partner_dead_and_one_slow_every_callback_of_the_others_is_delivered_meanwhile()
    {
        var table = await azurite.NewTableAsync();
        var slowIsReleased = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var healthy = RawReceiver.Status("200 OK");
        await using var slow = new RawReceiver(async (_, stream, stop) =>
        {
            await slowIsReleased.Task.WaitAsync(stop);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stop);
        });
        using var sender = new WebhookSender(
            new CallbackOptions { AllowLoopback = true, AttemptDeadline = TimeSpan.FromMinutes(2) }, new SystemHostResolver(), TimeProvider.System);
        var deliveries = new Deliveries(sender, new TableCallbackStore((_, _) => ValueTask.FromResult(table)), places: 3);
        await deliveries.AddEndpointAsync("slow", url: slow.Url);
        await deliveries.AddEndpointAsync("dead", url: $"http://127.0.0.1:{SharedPort()}/");
        var partners = Enumerable.Range(0, 8).Select(i => $"healthy-{i}").ToList();
        foreach (var partner in partners)
        {
            await deliveries.AddEndpointAsync(partner, url: healthy.Url);
        }

        var slowSteps = await StartAsync(deliveries, "slow");
        var deadSteps = await Task.WhenAll(await StartAsync(deliveries, "dead"));
        var healthySteps = new List<DeliveryStep>();
        foreach (var partner in partners)
        {
            healthySteps.AddRange(await Task.WhenAll(await StartAsync(deliveries, partner, atOnce: 3)));
        }

        Assert.All(healthySteps, step => Assert.Equal(CallbackState.Delivered, step.EndedAs));
        Assert.Equal(partners.Count * EventsPerPartner, healthy.Requests.Select(request => request.Headers[WebhookHeaders.IdName]).Distinct().Count());
        Assert.All(deadSteps, step => Assert.Equal(DeliveryStepKind.ComeAgain, step.Kind));
        for (var held = slowSteps; held.Count(step => !step.IsCompleted) > 3;)
        {
            await Task.WhenAny(held.Where(step => !step.IsCompleted));
        }

        slowIsReleased.SetResult();
        var slowEnds = await Task.WhenAll(slowSteps);
        Assert.Equal(3, slowEnds.Count(step => step.EndedAs == CallbackState.Delivered));
        Assert.Equal(EventsPerPartner - 3, slowEnds.Count(step => step.WasBusy));
    }

    // A port on which nobody listens: it was free a moment ago.
    private static string SharedPort() => Testing.SharedAzurite.FreePort().ToString(CultureInfo.InvariantCulture);

    // Records the partner's events and makes one step of each, so many at once; all at once when not said.
    private static async Task<List<Task<DeliveryStep>>> StartAsync(Deliveries deliveries, string partner, int atOnce = EventsPerPartner)
    {
        List<Task<DeliveryStep>> steps = [];
        for (var i = 0; i < EventsPerPartner; i++)
        {
            var id = await deliveries.AddAsync($"evt-{i}", $"wal_00wallet{i:0000}", partner);
            if (steps.Count >= atOnce)
            {
                await steps[^atOnce];
            }

            steps.Add(deliveries.StepAsync(id, partner: partner));
        }

        return steps;
    }
}
