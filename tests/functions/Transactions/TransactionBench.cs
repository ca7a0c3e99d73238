using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Events;
using WalletFunctions.Hosting;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Partners;
using WalletFunctions.Policy;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Tests.Functions.Events;
using WalletFunctions.Tests.Functions.Storage;
using WalletFunctions.Tests.Shared.BankEvents;
using WalletFunctions.Tests.Shared.Partners;
using WalletFunctions.Tests.Shared.Policy;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Shared.Transactions.Outcomes;
using WalletFunctions.Tests.Shared.Wallets;
using WalletFunctions.Tests.Shared.Wallets.Customers;
using WalletFunctions.Tests.Testing;
using WalletFunctions.Tests.Testing.Alerts;
using WalletFunctions.Tests.Testing.Banking;
using WalletFunctions.Tests.Testing.Reconciliation;
using WalletFunctions.Transactions;
using WalletFunctions.Transactions.Resuming;
using WalletFunctions.Transactions.Reviews;
using WalletFunctions.Transactions.Acknowledgements;
using WalletFunctions.Transactions.Cancellation;
using WalletFunctions.Transactions.Steps;
using WalletFunctions.Transactions.Sweep;
using WalletFunctions.Transactions.Undo;
using WalletFunctions.Wallets;
using WalletFunctions.Wallets.Customers;

namespace WalletFunctions.Tests.Functions.Transactions;

/// <summary>Wallets and transactions in memory: the app's own handlers and steps, over fakes of everything that they ask.</summary>
internal sealed partial class TransactionBench : IAsyncDisposable
{
    private const int LedgerPartitions = 8;

    private readonly TimeProvider _clock;
    private readonly InMemoryLedgerStore _rows = new();
    private readonly PartnerDirectory _partners;
    private readonly InMemoryWalletRegistry _registry = new();
    private readonly InMemoryCustomerStore _people = new();
    private readonly CustomerDirectory _customers;
    private readonly PostTransactionHandler _handler;
    private readonly UndoHandler _undo;
    private readonly CancellationHandler _cancellation;
    private readonly Dictionary<SagaStep, Func<StepInput, Task<StepOutcome>>> _steps;
    private readonly RecentTransactions _recent = new();
    private readonly WalletDirectory _directory;
    private int _events;

    public TransactionBench(IRiskGate? gate = null, PartnerSettings? partnerSettings = null, IBankGateway? bankGateway = null, TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        var settings = WalletSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["Transactions:SyncWaitMs"] = "60000",
            ["Transactions:SweepAfterMs"] = "0",
        }).Build());
        var partners = new InMemoryPartnerStore(
            InMemoryPartnerStore.Partner(Orders.Partner.Value, LedgerPartitions) with { Settings = partnerSettings ?? PartnerSettings.Default });
        _partners = new PartnerDirectory(partners, new InMemoryPolicyStore(), TimeProvider.System);
        Ledger = new GroupCommitLedger(
            _rows,
            _partners,
            settings.Ledger.HashKeys,
            clock ?? TimeProvider.System,
            new LedgerWriterOptions { Slot = 0 });
        Reader = new LedgerReader(_rows);
        _customers = new CustomerDirectory(_people);
        _directory = new WalletDirectory(_registry, Reader, _customers);
        var signals = new AnswerSignals();
        var arbiter = new BankEventArbiter(BankEvents, TimeProvider.System);
        var changes = new ClaimChanges(Store, _recent);
        var ledger = new LedgerSteps(Ledger, Reader, new EarlierDecisions(changes, Outcomes), new Diversions(Breaks, TimeProvider.System), _partners);
        var traces = new StepTraces(Reader, BankEvents, Outcomes);
        var screen = new ScreenStep(gate ?? new ApprovingRiskGate(), changes, _recent, traces, ledger, _directory, signals);
        var review = new ReviewSteps(changes, Outcomes, signals, _partners, _clock);
        var proceed = new ProceedStep(changes, Outcomes, clock ?? TimeProvider.System);
        var contradictions = new BankContradictions(new LateSettlements(Ledger, Reader, _partners, TimeProvider.System), Breaks, Alerts, TimeProvider.System);
        var bank = new BankSteps(bankGateway ?? Bank, Outcomes, changes, new ClaimedRequests(Store, _recent), signals,
            new AnsweredAmounts(Breaks, TimeProvider.System),
            contradictions, Alerts, TimeProvider.System);
        var answer = new AnswerStep(changes, new OriginalMarks(Store, _recent, TimeProvider.System), signals, TimeProvider.System, NullLogger<AnswerStep>.Instance);
        var bankEvent = new BankEventSteps(arbiter, changes);
        var publish = new PublishStep(
            Store, _recent, new WalletEventPublisher(Bus), new EarlySettlements(Outcomes, contradictions), _partners, Breaks, TimeProvider.System);
        var cancel = CancellationToken.None;
        _steps = new Dictionary<SagaStep, Func<StepInput, Task<StepOutcome>>>
        {
            [SagaStep.Screen] = input => screen.RunAsync(input, cancel),
            [SagaStep.ClaimBankEvent] = input => bankEvent.ClaimAsync(input, cancel),
            [SagaStep.Post] = input => ledger.PostAsync(input, cancel),
            [SagaStep.Reserve] = input => ledger.ReserveAsync(input, cancel),
            [SagaStep.Settle] = input => ledger.SettleAsync(input, cancel),
            [SagaStep.Release] = input => ledger.ReleaseAsync(input, cancel),
            [SagaStep.RefusePosting] = input => ledger.RefusePostingAsync(input, cancel),
            [SagaStep.FulfillBankEvent] = input => bankEvent.FulfillAsync(input, cancel),
            [SagaStep.ReturnBankEvent] = input => bankEvent.ReturnAsync(input, cancel),
            [SagaStep.Park] = input => review.ParkAsync(input, cancel),
            [SagaStep.Judge] = input => review.JudgeAsync(input, cancel),
            [SagaStep.Proceed] = input => proceed.RunAsync(input, cancel),
            [SagaStep.Instruct] = input => bank.InstructAsync(input, cancel),
            [SagaStep.AskBank] = input => bank.AskAsync(input, cancel),
            [SagaStep.Answer] = input => answer.RunAsync(input, cancel),
            [SagaStep.Publish] = input => publish.RunAsync(input, cancel),
        };
        Engine = new InlineStarter(RunStepAsync);
        var claims = new TransactionClaims(Store, _recent, signals, new AnswerWait(Store, settings, TimeProvider.System));
        var policy = new TransactionPolicy(_directory, _partners, Reader, BankEvents);
        _handler = new PostTransactionHandler(claims, _partners, _directory, policy, TimeProvider.System);
        Sessions = new SessionBench(this, screen, changes, publish, policy, _partners, partners, settings, new OriginalMarks(Store, _recent, TimeProvider.System));
        Resuming = new ResumeTransaction(Store, _recent, claims, TimeProvider.System);
        _undo = new UndoHandler(Store, Reader, claims, _partners, TimeProvider.System);
        _cancellation = new CancellationHandler(Store, claims, Outcomes, ledger, traces, _partners, TimeProvider.System);
        Acknowledgements = new AcknowledgementHandler(Store, _recent, Breaks, Store, TimeProvider.System);
        Sweeper = new TransactionSweeper(
            Store, partners, new EveryBucket(), traces, publish, Sessions.End, Alerts, settings, TimeProvider.System, NullLogger<TransactionSweeper>.Instance);
    }

    public GroupCommitLedger Ledger { get; }

    public ILedgerReader Reader { get; }

    public InlineStarter Engine { get; }

    public TransactionSweeper Sweeper { get; }

    public RecordingBus Bus { get; } = new();

    public InMemoryTransactionStore Store { get; } = new();

    public InMemoryBankEventStore BankEvents { get; } = new();

    public SessionBench Sessions { get; }

    public InMemoryBreakStore Breaks { get; } = new();

    public AcknowledgementHandler Acknowledgements { get; }

    public InMemoryOutcomeStore Outcomes { get; } = new();

    public FakeBank Bank { get; } = new();

    /// <summary>The partner's terms, as the ledger asks for them.</summary>
    public PartnerDirectory Terms => _partners;

    /// <summary>Where operators decide reviews.</summary>
    public ReviewDesk Desk => new(Store, Outcomes, _clock);

    /// <summary>Where operators let a stuck transaction go on.</summary>
    public ResumeTransaction Resuming { get; }

    public RecordingAlerts Alerts { get; } = new();

    /// <summary>What this process remembers of transactions: a process that died remembers nothing.</summary>
    public RecentTransactions Recent => _recent;

    /// <summary>Does one step.</summary>
    public Task<StepOutcome> RunStepAsync(StepInput input) => _steps[input.State.Step](input);

    public static string TransferOf(WalletId source, WalletId destination, long minor, string currency = "USD") =>
        $$"""{"type":"transfer","amount":AMOUNT,"sourceWalletId":"{{source}}","destinationWalletId":"{{destination}}"}"""
            .Replace("AMOUNT", Amount(minor, currency), StringComparison.Ordinal);

    public static string DepositOf(WalletId destination, long minor, string? eventId, string currency = "USD") =>
        $$"""{"type":"deposit","amount":AMOUNT,"destinationWalletId":"{{destination}}"EVENT}"""
            .Replace("AMOUNT", Amount(minor, currency), StringComparison.Ordinal)
            .Replace("EVENT", eventId is null ? string.Empty : $",\"bankEventId\":\"{eventId}\"", StringComparison.Ordinal);

    public static string WithdrawalOf(WalletId source, long minor, string? eventId = null) =>
        $$"""{"type":"withdrawal","amount":AMOUNT,"sourceWalletId":"{{source}}","beneficiary":{"name":"Receiver","account":"DE02120300000000202051","country":"DE"}EVENT}"""
            .Replace("AMOUNT", Amount(minor, "USD"), StringComparison.Ordinal)
            .Replace("EVENT", eventId is null ? string.Empty : $",\"bankEventId\":\"{eventId}\"", StringComparison.Ordinal);

    /// <summary>Takes a request as the function does, after its syntax was found right.</summary>
    public async Task<Answer> PostAsync(string key, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var faults = new JsonFaults();
        using var document = StrictJson.Open(bytes, faults)!;
        var request = new JsonRequest<TransactionRequest>(
            TransactionRequestReader.Read(document.RootElement, faults) ?? throw new InvalidOperationException("The body does not fit."),
            bytes,
            Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var call = new HttpCall(new DefaultHttpContext { TraceIdentifier = "trace" }.Request, Orders.Partner);
        var result = await _handler.HandleAsync(call, IdempotencyKey.TryParse(key)!, request, Engine, CancellationToken.None);
        if (result is not PostTransactionResult.Known known)
        {
            return new Answer(0, default, false, null!);
        }

        var answer = TransactionAnswers.ToHttp(known.Transaction, known.IsReplay);
        return new Answer(answer.StatusCode, answer.Body, known.IsReplay, known.Transaction);
    }

    public Task SweepAsync() => Sweeper.SweepAsync(Engine, Engine, CancellationToken.None);

    /// <summary>The transaction of a key; null if it was not claimed yet.</summary>
    public async Task<Transaction?> FindOrNullAsync(string key) =>
        (await Store.FindAsync(Orders.Partner, TransactionId.Derive(Orders.Partner, key), CancellationToken.None))?.Value;

    /// <summary>Waits for something that comes about elsewhere.</summary>
    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    /// <summary>Waits for something that comes about elsewhere.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TestPatience.Longest);
        while (!await condition())
        {
            await Task.Delay(1, deadline.Token);
        }
    }

    public async Task<Transaction> FindAsync(string key) =>
        (await Store.FindAsync(Orders.Partner, TransactionId.Derive(Orders.Partner, key), CancellationToken.None))!.Value;

    public Task<IReadOnlyList<StatusChange>> ChangesAsync(string key) =>
        Store.ListChangesAsync(Orders.Partner, TransactionId.Derive(Orders.Partner, key), CancellationToken.None);

    public async Task<long> BalanceAsync(WalletId wallet) => (await WalletAsync(wallet)).Posted.Minor;

    public async Task<WalletView> WalletAsync(WalletId wallet) => (await Reader.FindWalletAsync(Orders.Partner, wallet, CancellationToken.None))!;

    /// <summary>The sum of all system wallets: with the sum of all others it must be zero.</summary>
    public async Task<long> SystemSumAsync() =>
        (await Reader.ListSystemWalletsAsync(Orders.Partner, LedgerPartitions, CancellationToken.None)).Sum(wallet => wallet.Posted.Minor);

    public async Task<int> OpenCountAsync()
    {
        var count = 0;
        for (var bucket = 0; bucket < RowBucket.Count; bucket++)
        {
            count += (await Store.ListOpenAsync(Orders.Partner, bucket, null, 1_000, CancellationToken.None)).Count;
        }

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        _recent.Dispose();
        _directory.Dispose();
        _customers.Dispose();
    }

    private static string Amount(long minor, string currency) => $$"""{"value":{{minor}},"currency":"{{currency}}"}""";

    /// <summary>An answer as the caller sees it.</summary>
    public sealed record Answer(int StatusCode, ReadOnlyMemory<byte> Body, bool IsReplay, Transaction Transaction)
    {
        public string Text => Encoding.UTF8.GetString(Body.Span);

        public bool IsKeyReused => StatusCode == 0;
    }
}
