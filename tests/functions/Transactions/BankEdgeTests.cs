using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing.Banking;
using WalletFunctions.Transactions.Reviews;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions;

public sealed class BankEdgeTests : IAsyncLifetime
{
    private static readonly BankAnswer Pending = new BankAnswer.Pending();
    private static readonly BankAnswer Unclear = new BankAnswer.Unclear(UnclearCodes.Timeout);

    private readonly TransactionBench _bench = new();
    private WalletId _wallet;

    private static TransactionId Id => TransactionId.Derive(Orders.Partner, "key");

    public async Task InitializeAsync()
    {
        _wallet = await _bench.OpenAsync("source");
        await _bench.FundAsync(_wallet, 1_000);
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_withdrawal_settles_when_the_bank_has_and_names_the_beneficiary_to_it_alone()
    {
        var answer = await _bench.PostAsync("key", TransactionBench.WithdrawalOf(_wallet, 400));
        Assert.Equal(201, answer.StatusCode);
        var instruction = Assert.Single(_bench.Bank.Instructed);
        Assert.Equal(
            (BankInstructionKind.Payout, BankReference.Of(Id), "Receiver", 400L),
            (instruction.Kind, instruction.Reference, instruction.Beneficiary!.Name, instruction.Amount.Minor));
        await AssertStandsAsync(600);
        Assert.Equal(
            [TransactionStatus.Initiated, TransactionStatus.Processed, TransactionStatus.Settled], (await _bench.ChangesAsync("key")).Select(change => change.To));
    }

    [Fact]
    public async Task A_pending_withdrawal_is_answered_202_with_the_funds_held_and_nothing_booked()
    {
        _bench.Bank.Outcome = _ => Pending;
        var answer = await _bench.PostAsync("key", TransactionBench.WithdrawalOf(_wallet, 400));
        Assert.Equal((202, TransactionStatus.Processed), (answer.StatusCode, answer.Transaction.Status));
        var wallet = await _bench.WalletAsync(_wallet);
        Assert.Equal((1_000, 400), (wallet.Posted.Minor, wallet.Held.Minor));

        _bench.Bank.Outcome = FakeBank.Settles;
        await _bench.Engine.RestAsync();
        Assert.Equal(TransactionStatus.Settled, (await _bench.FindAsync("key")).Status);
        await AssertStandsAsync(600);
    }

    [Theory]
    [InlineData("settled", 600, TransactionStatus.Settled)]
    [InlineData("rejected", 1_000, TransactionStatus.Failed)]
    [InlineData("not-found", 600, TransactionStatus.Settled)]
    public async Task What_is_unclear_is_asked_for_until_it_is_known(string end, long balance, TransactionStatus status)
    {
        BankAnswer[] last = end switch
        {
            "settled" => [new BankAnswer.Settled("b-1", Orders.Usd(400))],
            "rejected" => [new BankAnswer.Rejected("AC04", Orders.Usd(400))],
            _ => [new BankAnswer.NotFound(), Unclear, new BankAnswer.Settled("b-1", Orders.Usd(400))],
        };
        _bench.Bank.Script(BankReference.Of(Id), [Unclear, Pending, Unclear, .. last]);
        await _bench.PostAsync("key", TransactionBench.WithdrawalOf(_wallet, 400));
        await _bench.Engine.RestAsync();
        Assert.Equal(status, (await _bench.FindAsync("key")).Status);
        Assert.Single(_bench.Bank.Instructed.Distinct());
        await AssertStandsAsync(balance);
    }

    [Fact]
    public async Task What_the_bank_tells_by_itself_ends_the_wait()
    {
        _bench.Bank.Outcome = _ => Pending;
        var order = (await _bench.PostAsync("key", TransactionBench.WithdrawalOf(_wallet, 400))).Transaction.Order;
        var settled = new Outcome { Decision = OutcomeDecision.Settled, By = "bank", At = Orders.Now };
        await _bench.Outcomes.DecideAsync(order.Partner, order.Id, OutcomePoint.Bank, settled, CancellationToken.None);
        await _bench.Engine.WakeAsync(order, CancellationToken.None);
        await _bench.Engine.RestAsync();
        await AssertStandsAsync(600);
    }

    [Theory]
    [InlineData(ReviewVerdict.Approve, TransactionStatus.Settled)]
    [InlineData(ReviewVerdict.Decline, TransactionStatus.Declined)]
    [InlineData(null, TransactionStatus.Canceled)]
    public async Task What_the_bank_settles_before_it_is_told_to_ends_the_transaction_or_is_in_suspense(ReviewVerdict? verdict, TransactionStatus status)
    {
        var gate = new FixedGate(RiskDecision.Approve);
        await using var bench = new TransactionBench(gate);
        var wallet = await bench.OpenAsync("source");
        await bench.FundAsync(wallet, 1_000);
        gate.Decision = RiskDecision.Review;
        Assert.Equal(202, (await bench.PostAsync("key", TransactionBench.WithdrawalOf(wallet, 400))).StatusCode);
        var outcomes = new BankOutcomes(bench.Store, bench.Outcomes, new LateSettlements(bench.Ledger, bench.Reader, bench.Terms, TimeProvider.System), bench.Breaks, TimeProvider.System);
        var told = new BankOutcome { Event = BankEventKey.Derive(Orders.Partner, "early"), IsSettled = true, Amount = Orders.Usd(400), OccurredAt = Orders.Now };
        Assert.Equal(BankReport.Decided, await outcomes.ReportAsync(Orders.Partner, BankReference.Of(Id), told, bench.Engine, CancellationToken.None));

        if (verdict is { } decided)
        {
            await bench.Desk.DecideAsync(Orders.Partner, Id, OperatorId.Parse("alice"), new ReviewDecision(decided, "because"), bench.Engine, CancellationToken.None);
        }
        else
        {
            await bench.CancelKeyAsync("key");
        }

        await bench.Engine.RestAsync();
        var isSettled = status == TransactionStatus.Settled;
        Assert.Equal(status, (await bench.FindAsync("key")).Status);
        Assert.Empty(bench.Bank.Instructed);
        var stands = await bench.WalletAsync(wallet);
        Assert.Equal((isSettled ? 600 : 1_000, 0), (stands.Posted.Minor, stands.Held.Minor));
        Assert.Equal(isSettled ? [] : [BreakKind.SettledAfterRelease], bench.Breaks.All.Select(found => found.Kind));
        Assert.Equal(isSettled ? [] : ["bank.contradiction"], bench.Alerts.Raised.Select(alert => alert.Kind));

        // Told again, it is nothing new: the money is in suspense once.
        Assert.NotEqual(BankReport.Broken, await outcomes.ReportAsync(Orders.Partner, BankReference.Of(Id), told, bench.Engine, CancellationToken.None));
        Assert.Equal(-stands.Posted.Minor, await bench.SystemSumAsync());
        Assert.Equal(isSettled ? 0 : 1, bench.Breaks.All.Count);
    }

    [Fact]
    public async Task A_bank_that_contradicts_itself_is_held_to_its_first_word_and_a_person_is_called()
    {
        _bench.Bank.Outcome = _ =>
        {
            var rejected = new Outcome { Decision = OutcomeDecision.Rejected, By = "bank", At = Orders.Now, ReasonCode = "declined-by-bank" };
            _bench.Outcomes.DecideAsync(Orders.Partner, Id, OutcomePoint.Bank, rejected, CancellationToken.None).GetAwaiter().GetResult();
            return new BankAnswer.Settled("b-1", Orders.Usd(400));
        };
        Assert.Equal(422, (await _bench.PostAsync("key", TransactionBench.WithdrawalOf(_wallet, 400))).StatusCode);
        Assert.Equal("bank.contradiction", Assert.Single(_bench.Alerts.Raised).Kind);

        // What it says it paid is a receivable of ours, and a person repairs it.
        Assert.Equal(BreakKind.SettledAfterRelease, Assert.Single(_bench.Breaks.All).Kind);
        Assert.Equal(-400, await SuspenseAsync());
        await AssertStandsAsync(1_000);
    }

    [Theory]
    [InlineData(true, 401, "USD")]
    [InlineData(true, 400, "EUR")]
    [InlineData(false, 399, "USD")]
    public async Task An_answer_about_another_amount_decides_nothing_opens_one_break_and_is_asked_about_until_it_is_right(bool isSettled, long minor, string currency)
    {
        var wrong = new Money(minor, Currency.Parse(currency));
        BankAnswer answer = isSettled ? new BankAnswer.Settled("b-1", wrong) : new BankAnswer.Rejected("AC04", wrong);
        _bench.Bank.Outcome = _ => answer;
        Assert.Equal(202, (await _bench.PostAsync("key", TransactionBench.WithdrawalOf(_wallet, 400))).StatusCode);
        await TransactionBench.UntilAsync(() => _bench.Bank.Queried.Count > 2);
        Assert.Null(await _bench.Outcomes.FindAsync(Orders.Partner, Id, OutcomePoint.Bank, CancellationToken.None));
        Assert.Equal(400, (await _bench.WalletAsync(_wallet)).Held.Minor);

        _bench.Bank.Outcome = isSettled ? FakeBank.Settles : FakeBank.Rejects("AC04");
        await _bench.Engine.RestAsync();
        var found = Assert.Single(_bench.Breaks.All);
        Assert.Equal((BreakKind.BankOutcomeMismatch, Id, _wallet), (found.Kind, found.Transaction!.Value, found.Wallet!.Value));
        Assert.Contains(wrong.ToString(), found.Found, StringComparison.Ordinal);
        Assert.Equal(isSettled ? TransactionStatus.Settled : TransactionStatus.Failed, (await _bench.FindAsync("key")).Status);
        await AssertStandsAsync(isSettled ? 600 : 1_000);
    }

    [Fact]
    public async Task A_withdrawal_given_up_before_it_proceeds_never_reaches_the_bank()
    {
        var canceled = new Outcome { Decision = OutcomeDecision.Canceled, By = "partner", At = Orders.Now };
        await _bench.Outcomes.DecideAsync(Orders.Partner, Id, OutcomePoint.Course, canceled, CancellationToken.None);
        var answer = await _bench.PostAsync("key", TransactionBench.WithdrawalOf(_wallet, 400));
        Assert.Equal((422, TransactionStatus.Canceled), (answer.StatusCode, answer.Transaction.Status));
        Assert.Empty(_bench.Bank.Instructed);
        await AssertStandsAsync(1_000);
    }

    [Fact]
    public async Task A_withdrawal_that_the_wallet_cannot_pay_never_reaches_the_bank()
    {
        Assert.Equal(422, (await _bench.PostAsync("key", TransactionBench.WithdrawalOf(_wallet, 1_001))).StatusCode);
        Assert.Empty(_bench.Bank.Instructed);
        await AssertStandsAsync(1_000);
    }

    [Theory]
    [InlineData(true, 1_400, 201)]
    [InlineData(false, 1_000, 422)]
    public async Task A_deposit_without_an_event_is_credited_only_once_the_bank_has_collected_it(bool settles, long balance, int statusCode)
    {
        _bench.Bank.Outcome = settles ? FakeBank.Settles : FakeBank.Rejects("AM04");
        Assert.Equal(statusCode, (await _bench.PostAsync("key", TransactionBench.DepositOf(_wallet, 400, null))).StatusCode);
        Assert.Equal(BankInstructionKind.Collection, Assert.Single(_bench.Bank.Instructed).Kind);
        await AssertStandsAsync(balance);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_direct_debit_is_accepted_at_the_bank_and_its_event_consumed_or_given_back(bool accepted)
    {
        var eventId = await _bench.ReceiveAsync(_wallet, 400, type: "direct-debit.requested");
        _bench.Bank.Outcome = accepted ? FakeBank.Settles : FakeBank.Rejects("MS03");
        Assert.Equal(accepted ? 201 : 422, (await _bench.PostAsync("key", TransactionBench.WithdrawalOf(_wallet, 400, eventId))).StatusCode);
        var instruction = Assert.Single(_bench.Bank.Instructed);
        Assert.Equal((BankInstructionKind.AcceptDebit, eventId), (instruction.Kind, instruction.BankEventId));
        Assert.Equal(accepted ? BankEventState.Fulfilled : BankEventState.Open, await EventStateAsync(eventId));
        await AssertStandsAsync(accepted ? 600 : 1_000);
    }

    [Fact]
    public async Task A_chargeback_is_paid_without_telling_the_bank()
    {
        var eventId = await _bench.ReceiveAsync(_wallet, 400, type: "chargeback.received");
        Assert.Equal(201, (await _bench.PostAsync("key", TransactionBench.WithdrawalOf(_wallet, 400, eventId))).StatusCode);
        Assert.Empty(_bench.Bank.Instructed);
        Assert.Equal(BankEventState.Fulfilled, await EventStateAsync(eventId));
        await AssertStandsAsync(600);
    }

    [Fact]
    public async Task A_payment_moves_its_fee_on_top_and_a_fee_goes_to_the_fee_wallet()
    {
        var other = await _bench.OpenAsync("other");
        var payment = $$"""{"type":"payment","amount":{"value":100,"currency":"USD"},"fee":{"value":7,"currency":"USD"},"sourceWalletId":"{{_wallet}}","destinationWalletId":"{{other}}"}""";
        var paid = await _bench.PostAsync("key", payment);
        Assert.Equal(201, paid.StatusCode);
        Assert.Contains("\"fee\":{\"value\":7,", paid.Text, StringComparison.Ordinal);
        Assert.Equal(201, (await _bench.PostAsync("fee", $$"""{"type":"fee","amount":{"value":3,"currency":"USD"},"sourceWalletId":"{{_wallet}}"}""")).StatusCode);
        Assert.Equal((890, 100), (await _bench.BalanceAsync(_wallet), await _bench.BalanceAsync(other)));
        Assert.Equal(-990, await _bench.SystemSumAsync());
    }

    private async Task AssertStandsAsync(long balance)
    {
        var wallet = await _bench.WalletAsync(_wallet);
        Assert.Equal((balance, 0, 0), (wallet.Posted.Minor, wallet.Held.Minor, wallet.Inbound.Minor));
        Assert.Equal(-balance, await _bench.SystemSumAsync());
    }

    private async Task<long> SuspenseAsync() =>
        (await _bench.Reader.ListSystemWalletsAsync(Orders.Partner, _wallet.PartitionNumber + 1, CancellationToken.None))
            .Where(wallet => wallet.Type == WalletType.Suspense).Sum(wallet => wallet.Posted.Minor);

    private async Task<BankEventState> EventStateAsync(string eventId) =>
        (await _bench.BankEvents.FindAsync(Orders.Partner, BankEventKey.Derive(Orders.Partner, eventId), CancellationToken.None))!.Value.State;
}
