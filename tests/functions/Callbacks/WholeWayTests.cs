using System.Text;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Events;
using WalletFunctions.Local.Host;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Tests.Functions.Callbacks.Sending;
using WalletFunctions.Tests.Local.Host;
using WalletFunctions.Tests.Shared.Callbacks;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks;

/// <summary>The whole app in the local host: from the topic to the partner's endpoint.</summary>
public sealed class WholeWayTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string SecretText = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string FirstWallet = "wal_00firstwallet";
    private const string OtherWallet = "wal_00otherwallet";
    private static readonly PartnerId Partner = PartnerId.Parse("demo");

    private readonly string _prefix = azurite.NewTableName("W");

    [Fact]
    public async Task A_fact_on_the_topic_reaches_the_partner_signed_in_the_order_of_its_wallet_and_holds_up_no_other_wallet()
    {
        var firstIsReleased = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var receiver = new RawReceiver(async (request, stream, stop) =>
        {
            if (Encoding.UTF8.GetString(request.Body).Contains("evt-1", StringComparison.Ordinal))
            {
                await firstIsReleased.Task.WaitAsync(stop);
            }

            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stop);
        });
        await using var host = await StartAsync();
        await AddEndpointAsync(host, receiver.Url);

        await SendAsync(host, ("evt-1", FirstWallet), ("evt-2", FirstWallet), ("evt-3", FirstWallet), ("evt-4", OtherWallet));

        await UntilAsync(host, "evt-4", OtherWallet, CallbackState.Delivered);
        // The two wallets are two sessions of the topic: the other one's callback may end before this one is recorded.
        await UntilAsync(host, "evt-2", FirstWallet, CallbackState.Pending);
        firstIsReleased.SetResult();
        await UntilAsync(host, "evt-3", FirstWallet, CallbackState.Delivered);

        Assert.Equal(["evt-1", "evt-2", "evt-3"], Received(receiver).Where(eventId => eventId != "evt-4"));
        Assert.All(receiver.Requests, request => Assert.Equal(WebhookVerdict.Genuine, Verify(request)));
    }

    [Fact]
    public async Task A_callback_between_two_attempts_outlives_the_process()
    {
        var isUp = false;
        await using var receiver = new RawReceiver((_, stream, stop) => stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 {(Volatile.Read(ref isUp) ? 200 : 503)} X\r\nContent-Length: 0\r\n\r\n"), stop).AsTask());
        await using (var host = await StartAsync())
        {
            await AddEndpointAsync(host, receiver.Url);
            await SendAsync(host, ("evt-1", FirstWallet));
            await Eventually.IsTrueAsync(() => !receiver.Requests.IsEmpty);
        }

        Volatile.Write(ref isUp, true);
        await using var again = await StartAsync();
        await UntilAsync(again, "evt-1", FirstWallet, CallbackState.Delivered);

        Assert.Single(receiver.Requests.Select(request => request.Headers[WebhookHeaders.IdName]).Distinct());
    }

    private static async Task SendAsync(LocalHost host, params (string EventId, string WalletId)[] events)
    {
        await using var sender = host.ServiceBus.CreateSender(WalletEventPublisher.Topic);
        await sender.SendMessagesAsync(events.Select(fact => new ServiceBusMessage($$"""{"id":"{{fact.EventId}}"}""")
        {
            MessageId = fact.EventId,
            SessionId = $"{Partner}~{fact.WalletId}",
            Subject = "wallet.credited",
            ContentType = "application/cloudevents+json",
            ApplicationProperties = { ["partner"] = Partner.Value },
        }));
    }

    private static IEnumerable<string> Received(RawReceiver receiver) =>
        receiver.Requests.Select(request => Encoding.UTF8.GetString(request.Body)[7..^2]);

    private static WebhookVerdict Verify(RawRequest request) => WebhookVerification.Verify(
        new WebhookHeaders(
            request.Headers[WebhookHeaders.IdName], request.Headers[WebhookHeaders.TimestampName], request.Headers[WebhookHeaders.SignatureName]),
        request.Body,
        [WebhookSecret.Parse(SecretText)],
        TimeProvider.System.GetUtcNow(),
        WebhookVerification.DefaultTolerance);

    private static async Task AddEndpointAsync(LocalHost host, string url) => Assert.True(
        await host.Services.GetRequiredService<IEndpointStore>().AddAsync(
            new CallbackEndpoint
            {
                Partner = Partner,
                EndpointId = "main",
                Url = url,
                EventTypes = ["wallet.*"],
                Secrets = [new EndpointSecret("demo-main", TimeProvider.System.GetUtcNow().AddDays(-1), null)],
            },
            default));

    private static async Task<Callback?> FindAsync(LocalHost host, string eventId, string walletId) =>
        (await host.Services.GetRequiredService<ICallbackStore>().FindAsync(
            Partner, CallbackSamples.Id(eventId, walletId, Partner.Value), default))?.Callback;

    private static async Task UntilAsync(LocalHost host, string eventId, string walletId, CallbackState state)
    {
        using var deadline = new CancellationTokenSource(TestPatience.Longest);
        while ((await FindAsync(host, eventId, walletId))?.State != state)
        {
            await Task.Delay(10, deadline.Token);
        }
    }

    private Task<LocalHost> StartAsync() => LocalHost.StartAsync(WalletAppHost.Options(azurite.ConnectionString) with
    {
        Port = 0,
        TablePrefix = _prefix,
        UsesEnvironment = false,
        LocalSettingsPath = null,
        Settings = new Dictionary<string, string?>
        {
            ["Storage:TablePrefix"] = _prefix,
            ["Callbacks:AllowLoopback"] = "true",
            ["Callbacks:AttemptDeadlineMs"] = "30000",
            ["Callbacks:ConnectDeadlineMs"] = "30000",
            ["Callbacks:Secrets:demo:demo-main"] = SecretText,
        },
    });
}
