using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Tests.Testing.Banking;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions.Undo;

/// <summary>What another reversal or refund is told while one is still at the bank, where it may come to nothing.</summary>
public sealed class UndoInProgressTests : IAsyncLifetime
{
    private readonly TransactionBench _bench = new();
    private WalletId _wallet;

    private TransactionId Deposit { get; set; }

    public async Task InitializeAsync()
    {
        _wallet = await _bench.OpenAsync("source");
        await _bench.FundAsync(_wallet, 500);
        Deposit = (await _bench.FindAsync("fund-bank-1")).Order.Id;
        _bench.Bank.Outcome = _ => new BankAnswer.Pending();
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_a_reversal_is_at_the_bank_another_one_leaves_no_trace_and_later_gets_the_truth(bool rejected)
    {
        var first = (await _bench.ReverseAsync("r1", Deposit))!;
        Assert.Equal(202, first.StatusCode);
        foreach (var waiting in new[] { (await _bench.ReverseAsync("r2", Deposit))!, (await _bench.RefundAsync("f2", Deposit, 1))! })
        {
            Assert.Equal(409, waiting.StatusCode);
            Assert.Contains("\"code\":\"undo-in-progress\"", waiting.Text, StringComparison.Ordinal);
            Assert.Contains("\"reverseProvisional\":false", waiting.Text, StringComparison.Ordinal);
            Assert.Contains("\"retryable\":true", waiting.Text, StringComparison.Ordinal);
        }

        Assert.Null(await _bench.FindOrNullAsync("r2"));
        Assert.Null(await _bench.FindOrNullAsync("f2"));

        _bench.Bank.Outcome = rejected ? FakeBank.Rejects("AC04") : FakeBank.Settles;
        await _bench.Engine.RestAsync();
        _bench.Bank.Outcome = FakeBank.Settles;
        var second = (await _bench.ReverseAsync("r2", Deposit))!;
        Assert.Equal(rejected ? 201 : 409, second.StatusCode);
        Assert.Equal(rejected, !second.Text.Contains("\"code\":\"already-reversed\"", StringComparison.Ordinal));
        Assert.Equal(rejected ? second.Transaction.Order.Id : first.Transaction.Order.Id, (await _bench.FindAsync("fund-bank-1")).ReversedBy);
        Assert.Equal(0, await _bench.BalanceAsync(_wallet));
        Assert.Equal(first.Transaction.Order.Id, (await _bench.ReverseAsync("r1", Deposit))!.Transaction.Order.Id);
    }

    [Fact]
    public async Task While_a_refund_is_at_the_bank_what_fits_beside_it_goes_on_and_what_does_not_waits()
    {
        Assert.Equal(202, (await _bench.RefundAsync("f1", Deposit, 300))!.StatusCode);
        Assert.Equal(202, (await _bench.RefundAsync("f2", Deposit, 200))!.StatusCode);
        Assert.Equal(409, (await _bench.RefundAsync("f3", Deposit, 1))!.StatusCode);
        Assert.Equal(409, (await _bench.ReverseAsync("r1", Deposit))!.StatusCode);
        Assert.Null(await _bench.FindOrNullAsync("f3"));
        Assert.Null(await _bench.FindOrNullAsync("r1"));

        _bench.Bank.Outcome = FakeBank.Rejects("AC04");
        await _bench.Engine.RestAsync();
        _bench.Bank.Outcome = FakeBank.Settles;
        Assert.Equal(201, (await _bench.RefundAsync("f3", Deposit, 500))!.StatusCode);
        Assert.Equal("partly-refunded", (await _bench.ReverseAsync("r1", Deposit))!.Transaction.Refusal!.Code);
    }

    [Theory]
    [InlineData(false, "undo-overtaken")]
    [InlineData(true, "already-reversed")]
    public async Task One_that_loses_after_its_claim_is_told_only_what_stays_true(bool settled, string code)
    {
        // Both pass the door before either has reserved anything.
        var order = (await _bench.FindAsync("fund-bank-1")).Order;
        var raced = false;
        _bench.Engine.Dies = (step, isAfter) =>
        {
            if (step == SagaStep.Reserve && !isAfter && !raced)
            {
                raced = true;
                _bench.Bank.Outcome = settled ? FakeBank.Settles : _ => new BankAnswer.Pending();
                Assert.Equal(settled ? 201 : 202, _bench.ReverseAsync("r1", order.Id).GetAwaiter().GetResult()!.StatusCode);
            }

            return false;
        };
        var lost = (await _bench.ReverseAsync("r2", order.Id))!;
        Assert.Equal((409, code), (lost.StatusCode, lost.Transaction.Refusal!.Code));
        Assert.Equal(settled, lost.Text.Contains("reversedBy", StringComparison.Ordinal));
        Assert.Contains("\"reverseProvisional\":true", lost.Text, StringComparison.Ordinal);
        Assert.Equal(lost.Text, (await _bench.ReverseAsync("r2", order.Id))!.Text);

        _bench.Bank.Outcome = FakeBank.Rejects("AC04");
        await _bench.Engine.RestAsync();
        _bench.Bank.Outcome = FakeBank.Settles;
        Assert.Equal(settled ? 409 : 201, (await _bench.ReverseAsync("r3", order.Id))!.StatusCode);
        Assert.Equal(lost.Text, (await _bench.ReverseAsync("r2", order.Id))!.Text);
        Assert.Equal(0, await _bench.BalanceAsync(_wallet));
    }
}
