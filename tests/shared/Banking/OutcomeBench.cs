using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Tests.Shared.Ledger;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Shared.Transactions.Outcomes;
using WalletFunctions.Tests.Testing.Reconciliation;
using Xunit;

namespace WalletFunctions.Tests.Shared.Banking;

/// <summary>One transaction over the bank's edge in a world in memory, and the bank that tells how it ended.</summary>
internal sealed class OutcomeBench : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly InMemoryTransactionStore _transactions = new();
    private readonly InMemoryOutcomeStore _outcomes = new();

    public OutcomeBench(TransactionOrder? order = null) => Order = order ?? Withdrawal();

    public TransactionOrder Order { get; }

    public LedgerBench Ledger { get; } = new();

    public ITransactionStore Transactions => _transactions;

    public InMemoryBreakStore Breaks { get; } = new();

    public RecordingWaker Waker { get; } = new();

    public static TransactionOrder Withdrawal() => Orders.Transfer() with { Type = TransactionType.Withdrawal, Source = LedgerBench.WalletNamed("source"), Destination = null };

    public static TransactionOrder Collection() => Orders.Transfer() with { Type = TransactionType.Deposit, Source = null, Destination = LedgerBench.WalletNamed("source") };

    /// <summary>The transaction's claim, as it stands, and how its course was decided.</summary>
    public async Task<OutcomeBench> WithAsync(TransactionStatus status, OutcomeDecision? course = OutcomeDecision.Proceed, OutcomeDecision? bank = null)
    {
        await _transactions.ClaimAsync(Claim(status), None);
        await DecideAsync(OutcomePoint.Course, course);
        await DecideAsync(OutcomePoint.Bank, bank);
        return this;
    }

    /// <summary>Decides a point, as the saga does; what stands then.</summary>
    public async Task<OutcomeDecision?> DecideAsync(OutcomePoint point, OutcomeDecision? decision) => decision is { } decided
        ? (await _outcomes.DecideAsync(Order.Partner, Order.Id, point, new Outcome { Decision = decided, By = "saga", At = Orders.Now }, None)).Decision
        : null;

    public Task<Outcome?> StandingAsync() => _outcomes.FindAsync(Order.Partner, Order.Id, OutcomePoint.Bank, None);

    public async Task SetStatusAsync(TransactionStatus status)
    {
        var found = (await _transactions.FindAsync(Order.Partner, Order.Id, None))!;
        Assert.NotNull(await _transactions.ReplaceAsync(found with { Value = found.Value with { Status = status } }, None));
    }

    public Task<BankReport> SettledAsync(string eventId = "settled-1") => TellAsync(Told(true, eventId));

    public Task<BankReport> RejectedAsync(string eventId = "rejected-1") => TellAsync(Told(false, eventId));

    public Task<BankReport> TellAsync(BankOutcome outcome, BankReference? reference = null, Func<object, object>? through = null)
    {
        var wrap = through ?? (it => it);
        return Taking(wrap).ReportAsync(Order.Partner, reference ?? BankReference.Of(Order.Id), outcome, (ITransactionWaker)wrap(Waker), None);
    }

    /// <summary>Whose matter it is that money comes back under the transaction's reference: its own, or the partner's (null).</summary>
    public Task<TransactionId?> FindUnchargedAsync() => Taking(it => it).FindUnchargedAsync(Order.Partner, BankReference.Of(Order.Id), None);

    public Task<BankReport> TakeBackAsync(BankOutcome? returned = null, Func<object, object>? through = null) =>
        Taking(through ?? (it => it)).TakeBackAsync(Order.Partner, BankReference.Of(Order.Id), returned ?? Told(true, "returned-1"), None);

    private BankOutcomes Taking(Func<object, object> wrap) => new(
        (ITransactionStore)wrap(_transactions),
        (IOutcomeStore)wrap(_outcomes),
        new LateSettlements((ILedger)wrap(Ledger.Ledger), Ledger.Reader, Ledger, TimeProvider.System),
        (IBreakStore)wrap(Breaks),
        TimeProvider.System);

    public BankOutcome Told(bool isSettled, string eventId) => new()
    {
        Event = BankEventKey.Derive(Order.Partner, eventId),
        IsSettled = isSettled,
        Amount = Order.Amount,
        Wallet = Order.Source ?? Order.Destination,
        RejectionCode = isSettled ? null : "AC04",
        OccurredAt = Orders.Now,
    };

    /// <summary>What suspense and settlement hold, in minor units.</summary>
    public async Task<(long Suspense, long Settlement)> SystemAsync()
    {
        var balances = await Ledger.Reader.ListSystemWalletsAsync(Order.Partner, 1, None);
        return (Of(WalletType.Suspense), Of(WalletType.Settlement));

        long Of(WalletType type) => balances.Where(balance => balance.Type == type).Sum(balance => balance.Posted.Minor);
    }

    public Break TheBreak(BreakKind kind)
    {
        var found = Assert.Single(Breaks.All);
        Assert.Equal(kind, found.Kind);
        return found;
    }

    public ValueTask DisposeAsync() => Ledger.DisposeAsync();

    private Transaction Claim(TransactionStatus status) => new()
    {
        Order = Order,
        IdempotencyKey = "key-1",
        Fingerprint = "f",
        Request = ReadOnlyMemory<byte>.Empty,
        TraceId = "t",
        UpdatedAt = Orders.Now,
        Status = status,
    };

    internal sealed class RecordingWaker : ITransactionWaker
    {
        private int _woken;

        public int Woken => _woken;

        public Task WakeAsync(TransactionOrder order, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _woken);
            return Task.CompletedTask;
        }
    }
}
