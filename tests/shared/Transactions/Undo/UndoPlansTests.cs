using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Plans;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;
using WalletFunctions.Tests.Shared.Ledger;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Transactions.Undo;

public sealed class UndoPlansTests : IAsyncLifetime
{
    private static readonly TransactionId Original = TransactionNamed("original");

    private readonly LedgerBench _bench = new();

    private WalletId _alice;
    private WalletId _bob;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task A_reversal_brings_everything_back_once_and_the_second_one_learns_by_whom(int partition)
    {
        await PayAsync(partition, 300, fee: 5);
        Assert.Equal(partition == 0 ? 0 : 2, UndoPlans.Of(Reversal("r1"), Date).Reservations.Count);
        await PostedAsync(Reversal("r1"));
        var second = await RunAsync(Reversal("r2"));
        Assert.Equal((1_000, 0), await BalancesAsync());
        Assert.Equal(TransactionNamed("r1"), Assert.IsType<AlreadyReversed>(RefusalOf(second)).By);
        Assert.IsType<AlreadyReversed>(RefusalOf(await RunAsync(Refund("f1", 1))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task A_reversal_that_the_wallet_cannot_pay_changes_nothing_and_leaves_the_way_open(int partition)
    {
        await PayAsync(partition, 300, fee: 5);
        await _bench.TransferAsync(_bob, await _bench.OpenAsync("carol", partition: partition), 1);
        Assert.IsType<InsufficientFunds>(RefusalOf(await RunAsync(Reversal("r1"))));
        Assert.Equal((695, 299), await BalancesAsync());
        Assert.Equal(0, (await _bench.WalletAsync(_bob)).Held.Minor);

        await _bench.PostAsync("more", PostingLine.Debit(WalletType.Settlement, Dollars(1)), PostingLine.Credit(_bob, Dollars(1)));
        await PostedAsync(Reversal("r2"));
        Assert.Equal((1_000, 0), await BalancesAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task What_a_closed_wallet_would_get_back_goes_to_suspense_and_is_reported(int partition)
    {
        await PayAsync(partition, 1_000, fee: 0);
        Assert.True((await _bench.SetStatusAsync(_alice, WalletStatus.Closed)).IsAccepted);
        var receipts = await PostedAsync(Reversal("r1"));
        var diverted = Assert.Single(receipts.SelectMany(receipt => receipt.Lines), line => line.Diverted is not null);
        Assert.Equal((LineWallet.Of(_alice), 1_000), (diverted.Requested, diverted.Amount.Minor));
        Assert.Equal((0, 0), await BalancesAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task Two_refunds_never_exceed_the_original_and_then_there_is_no_reversal(int partition)
    {
        await PayAsync(partition, 300, fee: 5);
        await PostedAsync(Refund("f1", 200));
        Assert.IsType<RefundExceedsOriginal>(RefusalOf(await RunAsync(Refund("f2", 101))));
        Assert.IsType<PartlyRefunded>(RefusalOf(await RunAsync(Reversal("r1"))));
        await PostedAsync(Refund("f3", 100));
        Assert.Equal((995, 0), await BalancesAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task Refunds_that_race_give_back_no_more_than_there_is(int partition)
    {
        await PayAsync(partition, 300, fee: 0);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => RunAsync(Refund($"f{number}", 40)))));
        Assert.Equal(7, outcomes.Count(outcome => outcome is PlanOutcome.Posted));
        Assert.All(outcomes.OfType<PlanOutcome.Refused>(), refused => Assert.IsType<RefundExceedsOriginal>(RefusalOf(refused)));
        Assert.Equal((980, 20), await BalancesAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task A_refund_and_a_reversal_that_race_never_both_happen(int partition)
    {
        await PayAsync(partition, 300, fee: 5);
        var outcomes = await Task.WhenAll(Task.Run(() => RunAsync(Reversal("r1"))), Task.Run(() => RunAsync(Refund("f1", 300))));
        Assert.Single(outcomes, outcome => outcome is PlanOutcome.Posted);
        Assert.Equal((outcomes[0] is PlanOutcome.Posted ? 1_000 : 995, 0), await BalancesAsync());
    }

    [Fact]
    public async Task A_fee_comes_back_from_the_fee_wallet()
    {
        _alice = await _bench.OpenAsync("alice", 100);
        var leg = new Leg { Transaction = Original, Source = _alice, Destination = LineWallet.Of(WalletType.Fee), Amount = Dollars(30) };
        await new PlanRunner(_bench.Ledger).RunAsync(LedgerPlans.Transfer(Partner, Date, leg), CancellationToken.None);
        var order = Order("r1", TransactionType.Reversal) with { Amount = Dollars(30), Destination = _alice, OriginalPosting = leg.PostId };
        await PostedAsync(order);
        Assert.Equal(100, (await _bench.WalletAsync(_alice)).Posted.Minor);
        Assert.IsType<AlreadyReversed>(RefusalOf(await RunAsync(order with { Id = TransactionNamed("r2") })));
    }

    [Theory]
    [InlineData(TransactionType.Reversal)]
    [InlineData(TransactionType.Refund)]
    public async Task A_deposit_is_reserved_until_the_bank_has_paid_it_back_and_a_release_leaves_the_way_open(TransactionType type)
    {
        _alice = await _bench.OpenAsync("alice");
        var deposited = (await _bench.PostAsync("original", PostingLine.Debit(WalletType.Settlement, Dollars(50)), PostingLine.Credit(_alice, Dollars(50)))).Value!;
        var order = Order("r1", type) with { Amount = Dollars(50), Source = _alice, OriginalPosting = deposited.Id };
        var plan = UndoPlans.Of(order, Date);
        Assert.True((await _bench.Ledger.HoldAsync(Assert.Single(plan.Reservations), CancellationToken.None)).IsAccepted);
        Assert.Equal((50, 0), ((await _bench.WalletAsync(_alice)).Posted.Minor, (await _bench.WalletAsync(_alice)).Available.Minor));
        Assert.True((await _bench.Ledger.ReleaseAsync(Assert.Single(plan.Releases), CancellationToken.None)).IsAccepted);

        await PostedAsync(order with { Id = TransactionNamed("r2") });
        Assert.Equal(0, (await _bench.WalletAsync(_alice)).Posted.Minor);
        Assert.IsType<PlanOutcome.Refused>(await RunAsync(order with { Id = TransactionNamed("r3") }));
    }

    private async Task PayAsync(int partition, long minor, long fee)
    {
        (_alice, _bob) = (await _bench.OpenAsync("alice", 1_000), await _bench.OpenAsync("bob", partition: partition));
        var outcome = await new PlanRunner(_bench.Ledger).RunAsync(LedgerPlans.Transfer(Partner, Date, LegOf(minor, fee)), CancellationToken.None);
        Assert.IsType<PlanOutcome.Posted>(outcome);
        _minor = minor;
        _fee = fee;
    }

    private long _minor;
    private long _fee;

    private Leg LegOf(long minor, long fee) => new()
    {
        Transaction = Original,
        Source = _alice,
        Destination = LineWallet.Of(_bob),
        Amount = Dollars(minor),
        Fee = fee == 0 ? null : Dollars(fee),
    };

    private TransactionOrder Reversal(string name) => Back(name, TransactionType.Reversal) with
    {
        Amount = Dollars(_minor),
        Fee = _fee == 0 ? null : Dollars(_fee),
    };

    private TransactionOrder Refund(string name, long minor) => Back(name, TransactionType.Refund) with { Amount = Dollars(minor) };

    private TransactionOrder Back(string name, TransactionType type) => Order(name, type) with
    {
        Source = _bob,
        Destination = _alice,
        OriginalPosting = LegOf(1, 0).IsLocal ? LegOf(1, 0).PostId : LegOf(1, 0).ReceiveId,
    };

    private static TransactionOrder Order(string name, TransactionType type) => Orders.Transfer() with
    {
        Partner = Partner,
        Id = TransactionNamed(name),
        Type = type,
        Original = Original,
        Source = null,
        Destination = null,
    };

    private Task<PlanOutcome> RunAsync(TransactionOrder order) => new PlanRunner(_bench.Ledger).RunAsync(UndoPlans.Of(order, Date), CancellationToken.None);

    private async Task<IReadOnlyList<PostingReceipt>> PostedAsync(TransactionOrder order)
    {
        var outcome = await RunAsync(order);
        Assert.True(outcome is PlanOutcome.Posted, outcome.ToString());
        return ((PlanOutcome.Posted)outcome).Receipts;
    }

    private static LedgerRefusal RefusalOf(PlanOutcome outcome) => Assert.Single(Assert.IsType<PlanOutcome.Refused>(outcome).Refusals).Refusal;

    private async Task<(long Alice, long Bob)> BalancesAsync() =>
        ((await _bench.WalletAsync(_alice)).Posted.Minor, (await _bench.WalletAsync(_bob)).Posted.Minor);
}
