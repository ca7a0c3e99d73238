using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Callbacks;
using WalletFunctions.Callbacks.Sending;
using WalletFunctions.InDoubt;
using WalletFunctions.Local.Sandbox.Fintech;
using WalletFunctions.Local.Sandbox.Fintech.Comparison;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.InDoubt;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;
using WalletFunctions.Tests.Functions.Callbacks;
using WalletFunctions.Tests.Functions.Storage;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Callbacks;
using WalletFunctions.Tests.Shared.Callbacks.Endpoints;
using WalletFunctions.Tests.Shared.Partners;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Transactions;

namespace WalletFunctions.Tests.Functions.BothLedgers;

/// <summary>Bank and fintech in one process: the app's handlers and resolver on one side, the sandbox's fintech on the other, and all that can go wrong between them.</summary>
internal sealed class BothSides : ISignedQuestions, IMirrorAcknowledgements, IDeliveryStarter, IWebhookSecretSource, IAsyncDisposable
{
    private readonly WebhookSecret _secret = WebhookSecret.FromBytes(SHA256.HashData("both sides"u8));
    private readonly HandClock _clock = new() { Now = TimeProvider.System.GetUtcNow() };
    private readonly PartnerSettings _settings;
    private readonly TransactionBench _bench;
    private readonly BenchHandler _wire;
    private readonly InDoubtResolver _resolver;
    private readonly List<(string Id, string Body)> _undelivered = [];
    private Func<WireFault> _fault = () => WireFault.None;
    private int _messages;

    public BothSides(bool reversesAutomatically)
    {
        _settings = PartnerSettings.Default with { ReversesAutomatically = reversesAutomatically };
        _bench = new TransactionBench(partnerSettings: _settings);
        _wire = new BenchHandler(_bench, () => _fault());
        Fintech = new FintechPartner(
            new FintechPartnerOptions
            {
                Partner = Orders.Partner,
                Bank = new HttpClient(_wire) { BaseAddress = new Uri("http://bank.example/") },
                Secrets = [_secret],
                FirstAskAfter = TimeSpan.FromMilliseconds(1),
                MaxAsks = 2,
            },
            _clock);
        var endpoints = new InMemoryEndpointStore();
        var directory = new EndpointDirectory(endpoints, _clock);
        Ready = endpoints.AddAsync(
            new CallbackEndpoint
            {
                Partner = Orders.Partner,
                EndpointId = "main",
                Url = "https://fintech.example/callbacks",
                StatusUrl = "https://fintech.example/status",
                EventTypes = ["*"],
                Secrets = [new EndpointSecret("main-1", _clock.Now.AddDays(-1), null)],
            },
            default);
        _resolver = new InDoubtResolver(
            _bench.Store,
            _bench.Store,
            new InMemoryPartnerStore(InMemoryPartnerStore.Partner(Orders.Partner.Value) with { Settings = _settings }),
            new EveryBucket(),
            new FintechQuestions(directory, new LiveSecrets(this, NullLogger<LiveSecrets>.Instance), this, new PartnerLanes(new CallbackOptions(), _clock), _clock),
            this,
            _bench.Breaks,
            new RecordCallbacks(new InMemoryCallbackStore(), directory, new RecentCallbacks(), _clock),
            _clock,
            NullLogger<InDoubtResolver>.Instance);
    }

    /// <summary>The fintech is registered.</summary>
    public Task Ready { get; }

    public FintechPartner Fintech { get; }

    /// <summary>What the wire does to each call.</summary>
    public void Let(Func<WireFault> fault) => _fault = fault;

    /// <summary>When a step of a transaction dies: before it acts, or after.</summary>
    public void LetDie(Func<bool> dies) => _bench.Engine.Dies = (_, _) =>
    {
        if (!dies())
        {
            return false;
        }

        _wire.Die();
        return true;
    };

    public async Task<string> OpenAsync(string name)
    {
        var wallet = await _bench.OpenAsync(name);
        Fintech.Ledger.Open(wallet.Value, "USD");
        return wallet.Value;
    }

    /// <summary>Something happens at the bank; its callback is on its way, and comes as often as said.</summary>
    public async Task AnnounceAsync(string type, string wallet, long minor, int times)
    {
        var eventId = await _bench.ReceiveAsync(WalletId.Parse(wallet), minor, type: type);
        var body = $$$"""{"type":"{{{type}}}","data":{"eventId":"{{{eventId}}}","walletId":"{{{wallet}}}","amount":{"value":{{{minor}}},"currency":"USD"} } }""";
        var id = $"msg-{++_messages}";
        lock (_undelivered)
        {
            _undelivered.Add((id, body));
        }

        for (var time = 0; time < times; time++)
        {
            await DeliverAsync(id, body);
        }
    }

    /// <summary>
    /// Ends every fault, and lets everybody do what they do after one: the engine goes on, the sweeper sweeps, callbacks come again, the fintech
    /// recovers, the bank asks for what it misses. Gives what is different in the end.
    /// </summary>
    public async Task<IReadOnlyList<LedgerDifference>> ComeToRestAsync()
    {
        LetDie(() => false);
        Let(() => WireFault.None);
        await ResumeAsync();
        foreach (var (id, body) in _undelivered)
        {
            await DeliverAsync(id, body);
        }

        await SettleAsync();
        for (var question = 0; question <= AskSchedule.Questions; question++)
        {
            _clock.Advance(TimeSpan.FromDays(2));
            await _resolver.SweepAsync(this, _bench.Engine, default);
            await SettleAsync();
        }

        return Fintech.Failures.TryPeek(out var failure) ? throw failure : await Fintech.CompareLedgersAsync(default);
    }

    /// <summary>The wallets that an open break is about.</summary>
    public async Task<IReadOnlySet<string>> WalletsInBreaksAsync()
    {
        var wallets = new HashSet<string>();
        foreach (var transaction in _bench.Breaks.All.Select(found => found.Transaction).OfType<TransactionId>())
        {
            var order = (await _bench.Store.FindAsync(Orders.Partner, transaction, default))!.Value.Order;
            wallets.UnionWith(new[] { order.Source?.Value, order.Destination?.Value }.OfType<string>());
        }

        return wallets;
    }

    public Task<SignedAnswer> AskAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        var answer = Fintech.AnswerStatus(message.Headers, message.Body) ?? throw new InvalidOperationException("The fintech takes the question for forged.");
        return Task.FromResult(new SignedAnswer(new AttemptOutcome.Answered(200, null, 0, false), Encoding.UTF8.GetBytes(answer)));
    }

    public Task RecordAsync(PartnerId partner, TransactionId id, AcknowledgementOutcome outcome, CancellationToken cancellationToken) =>
        _bench.Acknowledgements.HandleAsync(partner, id, outcome, cancellationToken);

    public async Task ReverseAsync(Transaction original, ITransactionStarter starter, CancellationToken cancellationToken)
    {
        var reversal = await _bench.ReverseAsync($"in-doubt:{original.Order.Id}", original.Order.Id);
        await _bench.Engine.RestAsync();
        await DeliverAsync(
            $"msg-{++_messages}", $$$"""{"type":"transaction.completed","data":{"transactionId":"{{{reversal!.Transaction.Order.Id}}}"} }""");
    }

    public Task StartAsync(Callback callback, CancellationToken cancellationToken) => DeliverAsync(callback.Id.Value, callback.Body);

    public ValueTask<WebhookSecret?> FindAsync(PartnerId partner, string name, CancellationToken cancellationToken) => ValueTask.FromResult<WebhookSecret?>(_secret);

    public async ValueTask DisposeAsync()
    {
        Fintech.Dispose();
        await _bench.DisposeAsync();
    }

    private async Task DeliverAsync(string id, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        await Fintech.ReceiveAsync(WebhookSignature.Sign(id, _clock.Now, bytes, [_secret]), bytes, default);
    }

    private async Task SettleAsync()
    {
        await Fintech.RestAsync();
        await _bench.SweepAsync();
        await _bench.Engine.RestAsync();
        await Fintech.RecoverAsync(default);
        await Fintech.RestAsync();
        await _bench.Engine.RestAsync();
        await _bench.SweepAsync();
    }

    // What died goes on where its last recorded step was.
    private async Task ResumeAsync()
    {
        foreach (var key in Fintech.Ledger.Requests.Select(request => request.Key))
        {
            var id = TransactionId.Derive(Orders.Partner, key);
            if (await _bench.Store.FindAsync(Orders.Partner, id, default) is { } found && _bench.Engine.Started.Contains(found.Value.Order.InstanceId()))
            {
                await _bench.Engine.ResumeAsync(found.Value.Order);
            }
        }
    }
}
