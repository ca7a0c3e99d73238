using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Events;
using WalletFunctions.Hosting;
using WalletFunctions.Http;
using WalletFunctions.Partners;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Shared.Wallets.Customers;
using WalletFunctions.Shared.Wallets.Opening;
using WalletFunctions.Shared.Wallets.Status;
using WalletFunctions.Tests.Functions.Events;
using WalletFunctions.Tests.Functions.Storage;
using WalletFunctions.Tests.Shared.Partners;
using WalletFunctions.Tests.Shared.Policy;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Shared.Wallets;
using WalletFunctions.Tests.Shared.Wallets.Customers;
using WalletFunctions.Tests.Shared.Wallets.Opening;
using WalletFunctions.Tests.Shared.Wallets.Status;
using WalletFunctions.Tests.Testing.Alerts;
using WalletFunctions.Tests.Testing.Banking;
using WalletFunctions.Tests.Testing.Faults;
using WalletFunctions.Tests.Testing.Reconciliation;
using WalletFunctions.Wallets.Customers;
using WalletFunctions.Wallets.Opening;
using WalletFunctions.Wallets.Status;

namespace WalletFunctions.Tests.Functions.Wallets;

/// <summary>Wallets and customers in memory: the app's own handlers and steps, over fakes of everything that they ask. Nothing is started by itself: a test does what an engine would.</summary>
internal sealed class WalletBench : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly InMemoryLedgerStore _rows = new();
    private readonly CustomerDirectory _directory;
    private readonly OpenWalletHandler _open;
    private int _events;

    public WalletBench(IBankGateway? bank = null, Func<ILedger, ILedger>? ledger = null, TimeProvider? time = null, int syncWaitMs = 60_000, Dying? dying = null)
    {
        Time = time ?? TimeProvider.System;
        var settings = WalletSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["Transactions:SyncWaitMs"] = $"{syncWaitMs}",
            ["Transactions:SweepAfterMs"] = "0",
        }).Build());
        var partners = new InMemoryPartnerStore(InMemoryPartnerStore.Partner(Orders.Partner.Value));
        Partners = new PartnerDirectory(partners, Policies, Time);
        Book = new GroupCommitLedger(_rows, Partners, settings.Ledger.HashKeys, Time, new LedgerWriterOptions { Slot = 0 });
        Ledger = ledger?.Invoke(Book) ?? Frail<ILedger>(Book);
        Reader = new LedgerReader(_rows);
        Openings = new InMemoryWalletOpenings(Registry);
        var gateway = bank ?? Frail<IBankGateway>(Bank);
        var (registry, openings, people, changes) =
            (Frail<IWalletRegistry>(Registry), Frail<IWalletOpenings>(Openings), Frail<ICustomerStore>(People), Frail<IStatusChangeStore>(Changes));
        var publisher = new WalletEventPublisher(Bus);
        _directory = new CustomerDirectory(people);
        Tiers = new CustomerTiers(people, Ledger, Reader, Partners, Alerts, Time, NullLogger<CustomerTiers>.Instance);
        Teller = new StatusTeller(changes, Ledger, Reader, gateway, publisher, Breaks, Time, NullLogger<StatusTeller>.Instance);
        Status = new ChangeWalletStatusHandler(Ledger, Reader, changes, Teller, Time);
        StatusEvents = new BankStatusEvents(changes, openings, Ledger, Reader, Teller);
        StatusSweeper = new StatusSweeper(changes, Teller, partners, new EveryBucket(), settings, Time);
        KycEvents = new KycEvents(people, Tiers, _directory, publisher, Time);
        Describe = new DescribeCustomerHandler(people, _directory, Time);
        CustomerSweeper = new CustomerSweeper(people, Tiers, partners, new EveryBucket(), Partners, settings, Time);
        var inLedger = new OpeningInLedger(Ledger, Reader, Tiers, Partners);
        var signals = new OpeningSignals();
        Step = new OpeningStep(
            registry,
            openings,
            inLedger,
            Tiers,
            new OpeningAtBank(openings, _directory, gateway, Alerts, Time),
            new OpeningEnd(Ledger, Reader, changes, Teller, settings),
            signals);
        OpeningSweeper = new OpeningSweeper(openings, partners, new EveryBucket(), settings, Time);
        _open = new OpenWalletHandler(
            registry, new NamedCustomers(people, _directory, Time), inLedger, Partners, signals, new OpeningWait(Reader, settings, Time), Time);

        T Frail<T>(T inner)
            where T : class => dying is null ? inner : dying.Wrap(inner);
    }

    public TimeProvider Time { get; }

    public PartnerDirectory Partners { get; }

    public GroupCommitLedger Book { get; }

    public ILedger Ledger { get; }

    public ILedgerReader Reader { get; }

    public InMemoryPolicyStore Policies { get; } = new();

    public InMemoryWalletRegistry Registry { get; } = new();

    public InMemoryWalletOpenings Openings { get; }

    public InMemoryCustomerStore People { get; } = new();

    public InMemoryStatusChangeStore Changes { get; } = new();

    public InMemoryBreakStore Breaks { get; } = new();

    public FakeBank Bank { get; } = new();

    public RecordingBus Bus { get; } = new();

    public RecordingAlerts Alerts { get; } = new();

    public CustomerTiers Tiers { get; }

    public StatusTeller Teller { get; }

    public ChangeWalletStatusHandler Status { get; }

    public BankStatusEvents StatusEvents { get; }

    public StatusSweeper StatusSweeper { get; }

    public KycEvents KycEvents { get; }

    public DescribeCustomerHandler Describe { get; }

    public CustomerSweeper CustomerSweeper { get; }

    public OpeningStep Step { get; }

    public OpeningSweeper OpeningSweeper { get; }

    /// <summary>What was started: to be run by the test.</summary>
    public RecordedStarts Starts { get; } = new();

    public static WalletRequest Request(string name, string customer, string tier = "full", WalletType type = WalletType.Customer) => new()
    {
        ExternalWalletId = name,
        Type = type,
        Currency = Currency.Parse("USD"),
        Customer = new CustomerProfile { Id = CustomerId.Parse(customer), Tier = KycTier.Parse(tier), Name = $"Name of {customer}", Country = "DE" },
    };

    /// <summary>Defines limits for these tiers alone; before anything else is asked.</summary>
    public async Task LimitToAsync(params IReadOnlyList<string> tiers)
    {
        var profile = new LimitProfile(LimitProfileId.Parse("some"), [.. tiers.Select(tier => new LimitRule { Tier = KycTier.Parse(tier) })]);
        await Policies.TryAddProfileAsync(Orders.Partner, new StoredLimitProfile(profile, null, Orders.Now), None);
        await Policies.TryAddAsync(Orders.Partner, new PolicyVersion(1, InMemoryPolicyStore.Open with { LimitProfile = profile.Id }, null, Orders.Now, "test"), None);
    }

    /// <summary>Asks for a wallet as the function does, and runs what that starts.</summary>
    public async Task<OpenWalletResult> AskAsync(WalletRequest request, bool runs = true, string? fingerprint = null)
    {
        var asked = new JsonRequest<WalletRequest>(request, default, fingerprint ?? $"{request.ExternalWalletId} {request.Customer?.Tier}");
        return await _open.HandleAsync(Orders.Partner, asked, runs ? new RunningStarts(this) : Starts, None);
    }

    /// <summary>An open wallet.</summary>
    public async Task<WalletId> OpenAsync(string name = "wallet", string customer = "customer", string tier = "full")
    {
        var opened = await AskAsync(Request(name, customer, tier));
        return opened switch
        {
            OpenWalletResult.Opened it => it.Wallet.Wallet,
            OpenWalletResult.OpenedBefore it => it.Wallet.Wallet,
            OpenWalletResult.StillOpening it when (await WalletAsync(it.Wallet.Wallet)).BankStatus == WalletStatus.Active => it.Wallet.Wallet,
            _ => throw new InvalidOperationException($"{opened}"),
        };
    }

    public async Task<WalletView> WalletAsync(WalletId wallet) =>
        await Reader.FindWalletAsync(Orders.Partner, wallet, None) ?? throw new InvalidOperationException($"{wallet} is not there.");

    /// <summary>The partner sets its status, on the version that the wallet has unless told otherwise.</summary>
    public async Task<Result<WalletView>> PutAsync(WalletId wallet, WalletStatus status, int? version = null, string reason = "r") =>
        await Status.HandleAsync(Orders.Partner, wallet, version ?? (await WalletAsync(wallet)).StatusVersion, new StatusRequest(status, reason), Starts, None);

    /// <summary>An event of the bank about a wallet's status.</summary>
    public BankEvent StatusEvent(WalletId wallet, BankEventType type, long version)
    {
        var id = $"status-{++_events}";
        return new BankEvent
        {
            Partner = Orders.Partner,
            Key = BankEventKey.Derive(Orders.Partner, id),
            EventId = id,
            Type = type,
            OccurredAt = Orders.Now,
            ReceivedAt = Orders.Now,
            Fingerprint = id,
            Wallet = wallet,
            Version = version,
        };
    }

    /// <summary>An event of the bank about a customer.</summary>
    public BankEvent KycEvent(string customer, string tier, long version, KycStatus status = KycStatus.Verified, DateOnly? expiresOn = null)
    {
        var id = $"kyc-{++_events}";
        return new BankEvent
        {
            Partner = Orders.Partner,
            Key = BankEventKey.Derive(Orders.Partner, id),
            EventId = id,
            Type = BankEventType.CustomerKycChanged,
            OccurredAt = Orders.Now,
            ReceivedAt = Orders.Now,
            Fingerprint = id,
            Customer = CustomerId.Parse(customer),
            Version = version,
            Kyc = new KycChange { Tier = KycTier.Parse(tier), Status = status, ExpiresOn = expiresOn },
        };
    }

    public Task<BankEventEffect> ReceiveAsync(BankEvent bankEvent) =>
        bankEvent.Kyc is null ? StatusEvents.HandleAsync(bankEvent, None) : KycEvents.HandleAsync(bankEvent, None);

    /// <summary>Runs every telling that was started, once; whether all are done.</summary>
    public async Task<bool> TellStartedAsync()
    {
        var isDone = true;
        foreach (var (wallet, change) in Starts.Tellings)
        {
            isDone &= await Teller.TellAsync(Orders.Partner, wallet, change, None);
        }

        return isDone;
    }

    /// <summary>Sweeps, and runs what that starts.</summary>
    public async Task SweepAsync()
    {
        await OpeningSweeper.SweepAsync(new RunningStarts(this), None);
        await StatusSweeper.SweepAsync(new RunningStarts(this), None);
        await CustomerSweeper.SweepAsync(None);
        await CustomerSweeper.ExpireAsync(None);
    }

    /// <summary>The versions of a wallet's status that the partner was told, in order.</summary>
    public IReadOnlyList<string> ToldPartner(WalletId wallet) =>
        [.. Bus.Sent.Where(message => message.MessageId.StartsWith($"{wallet}.status.", StringComparison.Ordinal)).Select(message => message.MessageId[$"{wallet}.status.".Length..])];

    public async ValueTask DisposeAsync()
    {
        await Book.DisposeAsync();
        _directory.Dispose();
    }
}
