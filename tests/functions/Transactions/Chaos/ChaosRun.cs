using System.Text;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Shared.Transactions.Undo;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Transactions;
using WalletFunctions.Transactions.Reviews;

namespace WalletFunctions.Tests.Functions.Transactions.Chaos;

/// <summary>
/// Plays a scenario: the pure saga decides, the app's own steps act on a ledger, a bank, events and outcomes in memory, and whatever can go wrong between two steps does. At the end all
/// goes well for as long as it takes, and then every step that ever acted acts once more.
/// </summary>
internal sealed class ChaosRun : IAsyncDisposable
{
    /// <summary>Steps that a transaction needs at most once nothing goes wrong any more.</summary>
    private const int MaxFairSteps = 60;

    private readonly ChaosGate _gate = new();
    private readonly ChaosClock _clock = new();
    private int _blocks;

    public ChaosRun() => Bench = new TransactionBench(_gate, bankGateway: Bank, clock: _clock);

    public TransactionBench Bench { get; }

    public ChaosBank Bank { get; } = new();

    public List<ChaosTransaction> Transactions { get; } = [];

    public IReadOnlyList<WalletId> Wallets { get; private set; } = [];

    public string EventOfBoth { get; private set; } = string.Empty;

    /// <summary>Two wallets in one ledger partition and one in another, and a transaction of every kind; two of them want the same event.</summary>
    public async Task PrepareAsync()
    {
        var (source, near) = await Bench.OpenPairAsync(acrossPartitions: false);
        var far = await Bench.OpenBesideAsync(source, "far", acrossPartitions: true);
        Wallets = [source, near, far];
        _gate.Mood = 6;
        await Bench.FundAsync(source, 1_000);
        await Bench.FundAsync(near, 100);
        EventOfBoth = await Bench.ReceiveAsync(near, 70);
        var debit = await Bench.ReceiveAsync(source, 60, type: "direct-debit.requested");
        var chargeback = await Bench.ReceiveAsync(near, 50, type: "chargeback.received");
        await ClaimAsync("transfer", TransactionBench.TransferOf(source, near, 300));
        await ClaimAsync("across", TransactionBench.TransferOf(source, far, 400));
        await ClaimAsync("withdrawal", TransactionBench.WithdrawalOf(source, 500));
        await ClaimAsync("collection", TransactionBench.DepositOf(far, 80, null));
        await ClaimAsync("deposit-1", TransactionBench.DepositOf(near, 70, EventOfBoth));
        await ClaimAsync("deposit-2", TransactionBench.DepositOf(near, 70, EventOfBoth));
        await ClaimAsync("debit", TransactionBench.WithdrawalOf(source, 60, debit));
        await ClaimAsync("chargeback", TransactionBench.WithdrawalOf(near, 50, chargeback));
        await ClaimAsync("payment", $$"""{"type":"payment","amount":{"value":90,"currency":"USD"},"fee":{"value":5,"currency":"USD"},"sourceWalletId":"{{near}}","destinationWalletId":"{{far}}"}""");
    }

    public async Task PlayAsync(ChaosTurn turn)
    {
        var transaction = Transactions[turn.Who % Transactions.Count];
        (_gate.Mood, Bank.Mood) = (turn.Detail, turn.Detail);
        switch (turn.Act)
        {
            case ChaosAct.Step:
                await StepAsync(transaction);
                break;
            case ChaosAct.DieAfter:
                await ActAsync(transaction);
                Bench.Recent.Forget(transaction.Order.Id);
                break;
            case ChaosAct.DieBefore:
                Bench.Recent.Forget(transaction.Order.Id);
                break;
            case ChaosAct.Twice:
                await TwiceAsync(transaction);
                break;
            case ChaosAct.Late when transaction.Past.Count > 0:
                await LateAsync(transaction.Past[turn.Detail % transaction.Past.Count]);
                break;
            case ChaosAct.LoseHistory:
                await LoseHistoryAsync(transaction);
                break;
            case ChaosAct.Cancel:
                await CancelAsync(transaction, turn.Detail);
                break;
            case ChaosAct.Approve or ChaosAct.Decline:
                var verdict = turn.Act == ChaosAct.Approve ? ReviewVerdict.Approve : ReviewVerdict.Decline;
                await Bench.Desk.DecideAsync(
                    Orders.Partner, transaction.Order.Id, OperatorId.Parse("alice"), new ReviewDecision(verdict, "because"), Bench.Engine, CancellationToken.None);
                break;
            case ChaosAct.TimePasses:
                _clock.Pass(TimeSpan.FromHours(13));
                break;
            case ChaosAct.BankTells:
                await TellAsync(transaction.Order.Id);
                break;
            case ChaosAct.Block:
                await BlockAsync(Wallets[turn.Detail % Wallets.Count], turn.Detail % 2 == 0);
                break;
            case ChaosAct.TakeBack:
                await TakeBackAsync(transaction, turn.Detail);
                break;
            default:
                break;
        }
    }

    /// <summary>Lets everything go well until every transaction has ended, then lets every step that ever acted act once more.</summary>
    public async Task EndAsync()
    {
        _clock.Pass(TimeSpan.FromDays(3));
        (_gate.Mood, Bank.Mood) = (4, 4);
        foreach (var transaction in Transactions)
        {
            for (var steps = 0; !transaction.IsFinished; steps++)
            {
                if (steps == MaxFairSteps)
                {
                    throw new InvalidOperationException($"{transaction} does not end.");
                }

                _clock.Pass(TimeSpan.FromHours(1));
                await StepAsync(transaction);
            }
        }

        foreach (var past in Transactions.SelectMany(transaction => transaction.Past).Reverse().ToArray())
        {
            await LateAsync(past);
        }
    }

    public async ValueTask DisposeAsync() => await Bench.DisposeAsync();

    private async Task ClaimAsync(string key, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var document = WalletFunctions.Json.StrictJson.Open(bytes, new WalletFunctions.Json.JsonFaults())!;
        var request = TransactionRequestReader.Read(document.RootElement, new WalletFunctions.Json.JsonFaults())!;
        await ClaimAsync(
            key,
            bytes,
            new TransactionOrder
            {
                Partner = Orders.Partner,
                Id = TransactionId.Derive(Orders.Partner, key),
                Type = request.Type,
                Amount = request.Amount,
                Fee = request.Fee,
                Source = request.Source,
                Destination = request.Destination,
                BankEvent = request.BankEventId is { } eventId ? BankEventKey.Derive(Orders.Partner, eventId) : null,
                TimeZone = "UTC",
                CreatedAt = _clock.GetUtcNow(),
            });
    }

    private async Task ClaimAsync(string key, ReadOnlyMemory<byte> request, TransactionOrder order)
    {
        var claim = new Transaction { Order = order, IdempotencyKey = key, Fingerprint = key, Request = request, TraceId = "t", UpdatedAt = order.CreatedAt };
        if (await Bench.Store.ClaimAsync(claim, CancellationToken.None) is not null)
        {
            Transactions.Add(new ChaosTransaction(order, key));
        }
    }

    private async Task StepAsync(ChaosTransaction transaction)
    {
        if (!transaction.IsFinished)
        {
            transaction.State = TransactionSaga.Decide(transaction.State, await ActAsync(transaction));
        }
    }

    private async Task<StepOutcome> ActAsync(ChaosTransaction transaction)
    {
        if (transaction.State.Step is SagaStep.AwaitBank or SagaStep.AwaitReview or SagaStep.Finished)
        {
            return StepOutcome.Done();
        }

        var input = new StepInput(transaction.State, DateOnly.FromDateTime(_clock.GetUtcNow().Date));
        transaction.Past.Add(input);
        return await Bench.RunStepAsync(input);
    }

    private async Task TwiceAsync(ChaosTransaction transaction)
    {
        if (!transaction.IsFinished)
        {
            var state = transaction.State;
            var outcomes = await Task.WhenAll(ActAsync(transaction), ActAsync(transaction));
            transaction.State = TransactionSaga.Decide(state, outcomes[1]);
        }
    }

    // Whatever it comes to is told to nobody: what counts is what it leaves behind.
    private async Task LateAsync(StepInput input)
    {
        try
        {
            await Bench.RunStepAsync(input);
        }
        catch (InvalidOperationException)
        {
            // It came too late to make sense, and was refused.
        }
    }

    private async Task LoseHistoryAsync(ChaosTransaction transaction)
    {
        Bench.Recent.Forget(transaction.Order.Id);
        var found = (await Bench.Store.FindAsync(Orders.Partner, transaction.Order.Id, CancellationToken.None))!;
        if (found.Value.Answer is null)
        {
            transaction.Order = transaction.Order with { Run = transaction.Order.Run + 1 };
            var move = TransactionLifecycle.Note(found.Value with { Order = transaction.Order }, "alice", "resumed", _clock.GetUtcNow());
            await Bench.Store.ReplaceAsync(found with { Value = move.Transaction }, move.Change, CancellationToken.None);
            transaction.State = TransactionSaga.Start(transaction.Order);
        }
    }

    // As the handler gives it up, which may die between any two of its writes.
    private async Task CancelAsync(ChaosTransaction transaction, int detail)
    {
        const int longestLife = 8;
        var writes = detail % longestLife;
        var order = transaction.Order;
        if (writes > 0 && TransactionPlan.DirectPostingOf(order) is { } posting)
        {
            await Bench.Ledger.RefuseAsync(new RefusePosting(posting.Partition, posting.Id), CancellationToken.None);
        }

        var canceled = new Outcome { Decision = OutcomeDecision.Canceled, By = "partner", At = _clock.GetUtcNow() };
        if (writes > 1
            && (await Bench.Outcomes.DecideAsync(Orders.Partner, order.Id, OutcomePoint.Review, canceled, CancellationToken.None)).Decision is OutcomeDecision.Canceled or OutcomeDecision.Approved
            && writes > 2)
        {
            await Bench.Outcomes.DecideAsync(Orders.Partner, order.Id, OutcomePoint.Course, canceled, CancellationToken.None);
        }
    }

    private async Task TellAsync(TransactionId transaction)
    {
        if (Bank.Settled(transaction) is { } settled)
        {
            var told = new Outcome { Decision = settled ? OutcomeDecision.Settled : OutcomeDecision.Rejected, By = "bank", At = _clock.GetUtcNow() };
            await Bench.Outcomes.DecideAsync(Orders.Partner, transaction, OutcomePoint.Bank, told, CancellationToken.None);
        }
    }

    private async Task BlockAsync(WalletId wallet, bool isBlocked) => await Bench.Ledger.ChangeStatusAsync(
        new ChangeWalletStatus
        {
            Partner = Orders.Partner,
            Wallet = wallet,
            Side = StatusSide.Bank,
            Status = isBlocked ? WalletStatus.Blocked : WalletStatus.Active,
            ChangeId = $"change-{++_blocks}",
        },
        CancellationToken.None);

    private async Task TakeBackAsync(ChaosTransaction original, int detail)
    {
        var found = (await Bench.Store.FindAsync(Orders.Partner, original.Order.Id, CancellationToken.None))!.Value;
        var type = detail % 2 == 0 ? TransactionType.Reversal : TransactionType.Refund;
        var terms = type == TransactionType.Reversal ? UndoRules.Reverse(found) : UndoRules.Refund(found, Orders.Usd(1 + (detail % found.Order.Amount.Minor)));
        if (terms is Result<UndoTerms>.Accepted { Value: var back })
        {
            var key = $"{type}-{Transactions.Count}";
            var order = original.Order with
            {
                Id = TransactionId.Derive(Orders.Partner, key),
                Type = type,
                Amount = back.Amount,
                Fee = back.Fee,
                Source = back.Source,
                Destination = back.Destination,
                BankEvent = null,
                Original = original.Order.Id,
                OriginalPosting = back.Posting,
                Run = 1,
            };
            await ClaimAsync(key, ReadOnlyMemory<byte>.Empty, order);
        }
    }
}
