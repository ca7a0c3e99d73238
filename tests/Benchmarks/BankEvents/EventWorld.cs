using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Messaging.ServiceBus;
using WalletFunctions.Benchmarks.Ledger;
using WalletFunctions.Benchmarks.Transactions;
using WalletFunctions.Local.Host;
using WalletFunctions.Local.Sandbox.Fintech;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Benchmarks.BankEvents;

/// <summary>The whole app in the local host on an Azurite of its own, the sandbox's fintechs over HTTP, and ten partners with wallets.</summary>
internal sealed class EventWorld : IAsyncDisposable
{
    private const string SecretName = "main-1";
    private const string Queue = "bank-events";
    private const int MessagesAtOnce = 50;

    private readonly BenchApp _app;
    private readonly ServiceBusSender _queue;
    private long _events;

    private EventWorld(BenchApp app, FintechSandbox sandbox)
    {
        (_app, Sandbox) = (app, sandbox);
        _queue = app.Host.ServiceBus.CreateSender(Queue);
    }

    public BenchAzurite Azurite => _app.Azurite;

    public StorageCallLog Calls => _app.Calls;

    public LocalHost Host => _app.Host;

    public FintechSandbox Sandbox { get; }

    public HttpClient Http => _app.Http;

    public static async Task<EventWorld> StartAsync(IReadOnlyList<string> partners)
    {
        var secrets = partners.ToDictionary(partner => $"Callbacks:Secrets:{partner}:{SecretName}", partner => (string?)SecretOf(partner).Reveal());
        return new EventWorld(await BenchApp.StartAsync(secrets, connections: 256), await FintechSandbox.StartAsync(0, TimeProvider.System, CancellationToken.None));
    }

    /// <summary>A partner like the local one, its fintech registered for what the bank delegates, and its wallets, each of a customer of its own.</summary>
    public async Task<EventPartner> AddPartnerAsync(string name, int wallets)
    {
        var id = await _app.AddPartnerAsync(name, partitions: 1);
        var fintech = Sandbox.Serve(new FintechPartnerOptions { Partner = id, Bank = Http, Secrets = [SecretOf(name)] });
        var registered = await fintech.RegisterAsync(
            Sandbox.BaseUrl, SecretName, ["deposit.received", "payment.returned", "direct-debit.requested", "chargeback.received"], CancellationToken.None);
        if (registered.StatusCode != 201)
        {
            throw new InvalidOperationException($"{name}: the endpoint was answered {registered.StatusCode} {registered.Json}");
        }

        var opened = await Task.WhenAll(Enumerable.Range(0, wallets).Select(number => fintech.OpenWalletAsync(
            string.Create(CultureInfo.InvariantCulture, $"wallet-{number}"), "USD", CancellationToken.None)));
        return new EventPartner(id, fintech, [.. opened.Select(WalletId.Parse)]);
    }

    /// <summary>Sends deposits, one to each of the given partners' wallets in turn, to the queue as the bank does.</summary>
    public async Task SendAsync(IReadOnlyList<(EventPartner Partner, int Index)> deposits)
    {
        foreach (var together in deposits.Chunk(MessagesAtOnce))
        {
            await _queue.SendMessagesAsync(together.Select(deposit => MessageOf(deposit.Partner, deposit.Index)).ToList());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        await _queue.DisposeAsync();
        await _app.DisposeAsync();
    }

    private static WebhookSecret SecretOf(string partner) => WebhookSecret.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes($"bench-{partner}")));

    private ServiceBusMessage MessageOf(EventPartner partner, int index)
    {
        var eventId = string.Create(CultureInfo.InvariantCulture, $"bench-{Interlocked.Increment(ref _events)}");
        var wallet = partner.Wallets[index % partner.Wallets.Count];
        var minor = 1 + (index % 97);
        partner.NoteSent(eventId, wallet, minor);
        var body = $$$"""{"eventId":"{{{eventId}}}","type":"deposit.received","partnerId":"{{{partner.Id}}}","walletId":"{{{wallet}}}","amount":{"value":{{{minor.ToString(CultureInfo.InvariantCulture)}}},"currency":"USD"},"occurredAt":"2026-01-31T12:00:00Z"}""";
        return new ServiceBusMessage(body) { MessageId = eventId, ContentType = "application/json" };
    }
}
