using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Benchmarks.Ledger;
using WalletFunctions.Benchmarks.Transactions;
using WalletFunctions.Hosting;
using WalletFunctions.Local.Host;
using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Local.Sandbox.Fintech;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Shared.Risk.Rules;

namespace WalletFunctions.Benchmarks.BankEvents;

/// <summary>The whole app in the local host on an Azurite of its own, the sandbox's fintechs over HTTP, and ten partners with wallets.</summary>
internal sealed class EventWorld : IAsyncDisposable
{
    private const string SecretName = "main-1";
    private const string Queue = "bank-events";
    private const int MessagesAtOnce = 50;

    private readonly ServiceBusSender _queue;
    private readonly BankSandbox _bank;
    private long _events;

    private EventWorld(BenchAzurite azurite, StorageCallLog calls, LocalHost host, BankSandbox bank, FintechSandbox sandbox)
    {
        (Azurite, Calls, Host, _bank, Sandbox) = (azurite, calls, host, bank, sandbox);
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = host.BaseAddress };
        _queue = host.ServiceBus.CreateSender(Queue);
    }

    public BenchAzurite Azurite { get; }

    public StorageCallLog Calls { get; }

    public LocalHost Host { get; }

    public FintechSandbox Sandbox { get; }

    public HttpClient Http { get; }

    public static async Task<EventWorld> StartAsync(IReadOnlyList<string> partners)
    {
        var azurite = await BenchAzurite.StartAsync(keepsRowsInFile: true);
        var calls = new StorageCallLog(azurite.TableEndpoint);
        var bank = await BankSandbox.StartAsync(new BankSandboxOptions(), CancellationToken.None);
        var options = WalletAppHost.Options(azurite.ConnectionString);
        var host = await LocalHost.StartAsync(options with
        {
            Port = 0,
            UsesEnvironment = false,
            LocalSettingsPath = null,
            DefaultSettings = new Dictionary<string, string?>(options.DefaultSettings) { ["Bank:BaseUrl"] = bank.BaseUrl.AbsoluteUri },
            Settings = new Dictionary<string, string?>(
                options.Settings.Concat(partners.Select(partner => KeyValuePair.Create($"Callbacks:Secrets:{partner}:{SecretName}", (string?)SecretOf(partner).Reveal())))),
        });
        return new EventWorld(azurite, calls, host, bank, await FintechSandbox.StartAsync(0, TimeProvider.System, CancellationToken.None));
    }

    /// <summary>A partner like the local one, its fintech registered for what the bank delegates, and its wallets, each of a customer of its own.</summary>
    public async Task<EventPartner> AddPartnerAsync(string name, int wallets)
    {
        var partners = Host.Services.GetRequiredService<IPartnerStore>();
        var local = Host.Services.GetRequiredService<WalletSettings>().ActAsPartner;
        var model = await partners.FindAsync(local, CancellationToken.None) ?? throw new InvalidOperationException($"There is no partner '{local}'.");
        var id = PartnerId.Parse(name);

        // The policy first: what is known of a partner is kept for a minute from its first use, and timers may use it as soon as its row is there.
        await CopyPolicyAsync(local, id);
        if (!await partners.TryAddAsync(model with { Id = id, LedgerPartitions = 1 }, CancellationToken.None))
        {
            throw new InvalidOperationException($"The partner '{name}' is there already.");
        }

        var rules = Host.Services.GetRequiredService<IRiskRuleSets>();
        await rules.SaveAsync(id, await rules.ReadAsync(local, CancellationToken.None), CancellationToken.None);
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
        Http.Dispose();
        await Sandbox.DisposeAsync();
        await _queue.DisposeAsync();
        await Host.DisposeAsync();
        await _bank.DisposeAsync();
        Calls.Dispose();
        await Azurite.DisposeAsync();
    }

    // Without a policy a partner may do nothing.
    private async Task CopyPolicyAsync(PartnerId from, PartnerId to)
    {
        var policies = Host.Services.GetRequiredService<IPolicyStore>();
        foreach (var profile in await policies.ListProfilesAsync(from, CancellationToken.None))
        {
            await policies.TryAddProfileAsync(to, profile, CancellationToken.None);
        }

        var policy = await policies.FindAsync(from, CancellationToken.None) ?? throw new InvalidOperationException($"{from} has no policy.");
        await policies.TryAddAsync(to, policy with { Version = 1 }, CancellationToken.None);
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
