using System.Text;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.BankEvents;
using WalletFunctions.BankEvents.Following;
using WalletFunctions.BankEvents.Returning;
using WalletFunctions.BankEvents.Sweep;
using WalletFunctions.Callbacks;
using WalletFunctions.Hosting;
using WalletFunctions.Partners;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Tests.Functions.Callbacks;
using WalletFunctions.Tests.Functions.Storage;
using WalletFunctions.Tests.Shared.BankEvents;
using WalletFunctions.Tests.Shared.Callbacks;
using WalletFunctions.Tests.Shared.Callbacks.Endpoints;
using WalletFunctions.Tests.Shared.Ledger;
using WalletFunctions.Tests.Shared.Partners;
using WalletFunctions.Tests.Shared.Policy;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Shared.Wallets;
using WalletFunctions.Tests.Shared.Wallets.Customers;
using WalletFunctions.Tests.Testing.Alerts;
using WalletFunctions.Tests.Testing.Banking;
using WalletFunctions.Tests.Testing.Faults;
using WalletFunctions.Tests.Testing.Reconciliation;
using WalletFunctions.Transactions;
using WalletFunctions.Wallets;
using WalletFunctions.Wallets.Customers;

namespace WalletFunctions.Tests.Functions.BankEvents;

/// <summary>The course of an event in memory: the app's own steps over a real ledger and fakes of the rest, any call of which can be the process's last.</summary>
internal sealed class BankEventBench : IBankEventStarter, IDeliveryStarter, ITransactionWaker, IBankOutcomes, IAsyncDisposable
{
    public const long Minor = 700;
    public const long Funds = 1_000;
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A partner that is looked after before the one of the tests.</summary>
    public static readonly PartnerId Other = PartnerId.Parse("a-first-one");

    private readonly LedgerBench _rows;
    private readonly InMemoryWalletRegistry _registry = new();
    private readonly CustomerDirectory _customers = new(new InMemoryCustomerStore());
    private readonly WalletDirectory _directory;
    private readonly BankEventInbox _inbox;
    private readonly HandleBankEvent _handle;
    private readonly RecentTransactions _recent = new();
    private readonly TellPartner _tell;
    private readonly FollowBankEvent _follow;
    private readonly ReturnBankEvent _return;
    private readonly BankEventSweeper _sweeper;
    private readonly InMemoryEndpointStore _endpoints = new();

    public BankEventBench(params IReadOnlyList<IBankNoticeHandler> handlers)
    {
        _rows = new LedgerBench(clock: Clock);
        Ledger = Dying.Wrap<ILedger>(_rows.Ledger);
        _directory = new WalletDirectory(_registry, _rows.Reader, _customers);
        var partnerStore = new InMemoryPartnerStore(InMemoryPartnerStore.Partner(Other.Value), InMemoryPartnerStore.Partner(Orders.Partner.Value));
        var partners = new PartnerDirectory(partnerStore, new InMemoryPolicyStore(), TimeProvider.System);
        var store = Dying.Wrap<IBankEventStore>(Events);
        var breaks = Dying.Wrap<IBreakStore>(Breaks);
        Arbiter = new BankEventArbiter(store, Clock);
        var ledger = new BankEventLedger(Ledger, _rows.Reader, partners, Clock);
        var bank = new BankEventInstructions(Dying.Wrap<IBankGateway>(Bank), new AnsweredAmounts(breaks, Clock));
        var callbacks = new BankEventCallbacks(new RecordCallbacks(Dying.Wrap<ICallbackStore>(Callbacks), new EndpointDirectory(_endpoints, Clock), new RecentCallbacks(), Clock));
        _inbox = new BankEventInbox(store, partners, _directory, Dying.Wrap<IBankOutcomes>(this), breaks, Clock);
        var disputes = new DisputeMarks(store, Dying.Wrap<ITransactionStore>(Transactions), _recent, Clock);
        _handle = new HandleBankEvent(store, Arbiter, Dying.Wrap<IBankOutcomes>(this), disputes, handlers.Select(Dying.Wrap));
        _tell = new TellPartner(store, callbacks);
        _follow = new FollowBankEvent(
            store, Arbiter, ledger, bank, callbacks, new AbandonedClaims(Transactions, Ledger, partners, Arbiter, Alerts, Clock), disputes, breaks, Clock);
        _return = new ReturnBankEvent(store, Arbiter, ledger, bank, callbacks, breaks, Clock);
        _sweeper = new BankEventSweeper(store, partnerStore, new EveryBucket(), _handle, _follow, Settings(), Clock, NullLogger<BankEventSweeper>.Instance);
    }

    public Dying Dying { get; } = new();

    public HandClock Clock { get; } = new();

    public ILedger Ledger { get; }

    public BankEventArbiter Arbiter { get; }

    public InMemoryBankEventStore Events { get; } = new();

    public InMemoryCallbackStore Callbacks { get; } = new();

    public InMemoryBreakStore Breaks { get; } = new();

    public FakeBank Bank { get; } = new();

    /// <summary>The transactions that answer, where a test needs them to be found.</summary>
    public InMemoryTransactionStore Transactions { get; } = new();

    public RecordingAlerts Alerts { get; } = new();

    /// <summary>What was said about instructions of ours.</summary>
    public List<(BankReference Reference, BankOutcome Outcome)> Outcomes { get; } = [];

    public BankReport Report { get; set; } = BankReport.Decided;

    /// <summary>The transaction without effect that money comes back for, if any.</summary>
    public TransactionId? Uncharged { get; set; }

    /// <summary>What was taken back.</summary>
    public List<BankReference> TakenBack { get; } = [];

    public List<string> Started { get; } = [];

    public WalletId Wallet { get; private set; }

    public async Task<BankEventBench> OpenAsync()
    {
        Wallet = await _rows.OpenAsync("alice", Funds);
        var request = new WalletRequest { ExternalWalletId = "alice", Type = WalletType.Customer, Currency = LedgerBench.Usd, Customer = null };
        await _registry.TryAddAsync(
            new WalletRegistration { Partner = Orders.Partner, Wallet = Wallet, Request = request, Fingerprint = "f", RegisteredAt = Clock.Now }, None);
        await _endpoints.AddAsync(
            new CallbackEndpoint
            {
                Partner = Orders.Partner,
                EndpointId = "main",
                Url = "https://hooks.partner.example/",
                EventTypes = ["*"],
                Secrets = [new EndpointSecret("s1", Clock.Now.AddDays(-1), null)],
            },
            None);
        return this;
    }

    public string MessageOf(BankEventType type, string eventId = "e-1", Action<JsonObject>? with = null)
    {
        var message = BankEventSamples.Bare(type, eventId, Wallet.Value, Minor);
        with?.Invoke(message);
        return message.ToJsonString();
    }

    /// <summary>Takes a message as the queue's function does; again where it died. Null if it is completed, else why it is set aside.</summary>
    public Task<string?> ReceiveAsync(string message) => Dying.UntilItLivesAsync(async () =>
    {
        var receipt = await _inbox.ReceiveAsync(Encoding.UTF8.GetBytes(message), None);
        if (receipt is BankEventReceipt.Refused refused)
        {
            return refused.DeadLetter.Reason;
        }

        return await _handle.HandleAsync(((BankEventReceipt.Kept)receipt).Event, this, this, None) == BankEventEffect.UnknownSubject ? "unknown-subject" : null;
    });

    /// <summary>The queue's function itself, which postpones on this bus.</summary>
    public ReceiveBankEventFunction FunctionOf(ServiceBusClient bus) =>
        new(_inbox, _handle, new PostponedMessages(bus, Clock), NullLogger<ReceiveBankEventFunction>.Instance);

    public Task<BankEventLook> TellAsync() => Dying.UntilItLivesAsync(() => _tell.TellAsync(Order, this, None));

    public Task<BankEventLook> LookAsync(int looks = 0) => Dying.UntilItLivesAsync(() => _follow.LookAsync(Order with { Looks = looks }, this, None));

    public Task<BankEventLook> ReturnLookAsync(int looks = 0) => Dying.UntilItLivesAsync(() => _return.LookAsync(Order with { Looks = looks }, this, None));

    public Task SweepAsync() => _sweeper.SweepAsync(this, this, this, None);

    /// <summary>Looks until the course is over, moving the clock to each next look.</summary>
    public async Task FollowToEndAsync()
    {
        for (var looks = 0; ; looks++)
        {
            var look = await LookAsync(looks);
            if (look.IsEnded)
            {
                return;
            }

            Clock.Now = look.LookAgainAt ?? Clock.Now;
        }
    }

    public Task<Result<BankEvent>> DeclineAsync() => Dying.UntilItLivesAsync(() => Arbiter.DeclineAsync(Orders.Partner, Key, "no", None));

    public async Task ReturnAsync()
    {
        await Dying.UntilItLivesAsync(() => Arbiter.ProposeReturnAsync(Orders.Partner, Key, OperatorId.Parse("anna"), "why", None));
        await Dying.UntilItLivesAsync(() => Arbiter.ApproveReturnAsync(Orders.Partner, Key, OperatorId.Parse("bert"), None));
        for (var looks = 0; !(await ReturnLookAsync(looks)).IsEnded; looks++)
        {
        }
    }

    public static BankEventKey Key => BankEventKey.Derive(Orders.Partner, "e-1");

    public static BankEventOrder Order => new(Orders.Partner, Key);

    public async Task<int> CountCallbacksAsync() =>
        (await Callbacks.ListAsync(Orders.Partner, new CallbackQuery(CallbackState.Pending, null, null, 50, null), None)).Items.Count;

    public async Task<BankEvent> EventAsync() => (await Events.FindAsync(Orders.Partner, Key, None))!.Value;

    /// <summary>What the wallet, settlement and suspense hold; the three are zero together, as they were in the beginning.</summary>
    public async Task<(long Wallet, long Settlement, long Suspense)> SumsAsync()
    {
        var system = await _rows.Reader.ListSystemWalletsAsync(Orders.Partner, 1, None);
        var wallet = (await _rows.WalletAsync(Wallet)).Posted.Minor;
        return (wallet, Of(WalletType.Settlement), Of(WalletType.Suspense));

        long Of(WalletType type) => system.Where(balance => balance.Type == type).Sum(balance => balance.Posted.Minor);
    }

    public Task StartAsync(PartnerId partner, BankEventKey key, CancellationToken cancellationToken) => Note($"course {key}");

    public Task StartReturnAsync(PartnerId partner, BankEventKey key, CancellationToken cancellationToken) => Note($"return {key}");

    public Task WakeAsync(BankEventKey key, CancellationToken cancellationToken) => Note($"wake {key}");

    public Task WakeAsync(TransactionOrder order, CancellationToken cancellationToken) => Note($"wake {order.Id}");

    public Task StartAsync(Callback callback, CancellationToken cancellationToken) => Note($"callback {callback.EventId}");

    public Task<BankReport> ReportAsync(
        PartnerId partner, BankReference reference, BankOutcome outcome, ITransactionWaker waker, CancellationToken cancellationToken)
    {
        Outcomes.Add((reference, outcome));
        return Task.FromResult(Report);
    }

    public Task<TransactionId?> FindUnchargedAsync(PartnerId partner, BankReference reference, CancellationToken cancellationToken) => Task.FromResult(Uncharged);

    public Task<BankReport> TakeBackAsync(PartnerId partner, BankReference reference, BankOutcome returned, CancellationToken cancellationToken)
    {
        TakenBack.Add(reference);
        return Task.FromResult(BankReport.Decided);
    }

    public async ValueTask DisposeAsync()
    {
        _directory.Dispose();
        _customers.Dispose();
        _recent.Dispose();
        await _rows.DisposeAsync();
    }

    private Task Note(string what)
    {
        Started.Add(what);
        return Task.CompletedTask;
    }

    private static WalletSettings Settings() => WalletSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["Transactions:SweepAfterMs"] = "0",
    }).Build());
}
