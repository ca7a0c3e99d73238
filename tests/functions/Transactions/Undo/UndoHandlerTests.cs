using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions.Undo;

public sealed class UndoHandlerTests : IAsyncLifetime
{
    private readonly TransactionBench _bench = new();

    private WalletId _source;
    private WalletId _destination;
    private string _body = string.Empty;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reversal_is_a_transaction_of_its_own_linked_both_ways(bool acrossPartitions)
    {
        var original = await PaidAsync(acrossPartitions, 400);
        var reversal = (await _bench.ReverseAsync("r1", original))!;
        Assert.Equal((201, false), (reversal.StatusCode, reversal.IsReplay));
        Assert.Equal((TransactionType.Reversal, original), (reversal.Transaction.Order.Type, reversal.Transaction.Order.Original));
        Assert.Equal(2, reversal.Transaction.Watermarks().Count);
        Assert.Equal((1_000, 0), await BalancesAsync());

        var reversed = await _bench.FindAsync("t1");
        Assert.Equal((TransactionStatus.Reversed, reversal.Transaction.Order.Id), (reversed.Status, reversed.ReversedBy));
        var events = await _bench.Store.ListChangesAsync(Orders.Partner, original, CancellationToken.None);
        Assert.Equal((TransactionStatus.Settled, TransactionStatus.Reversed), (events[^1].From, events[^1].To));
        await _bench.Engine.RestAsync();
        Assert.Contains(_bench.Bus.Sent, message => message.Subject == "transaction.reversed" && message.MessageId == $"{original}.reversed");
    }

    [Fact]
    public async Task A_replay_of_the_original_gives_its_stored_answer_and_names_the_reversal()
    {
        var original = await PaidAsync(false, 400);
        var before = await _bench.PostAsync("t1", _body);
        var reversal = (await _bench.ReverseAsync("r1", original))!;
        var after = await _bench.PostAsync("t1", _body);
        Assert.Equal(201, after.StatusCode);
        Assert.Equal(before.Text[..^1] + $",\"reversedBy\":\"{reversal.Transaction.Order.Id}\"}}", after.Text);
        Assert.Contains("\"status\":\"settled\"", after.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_reversal_is_a_stored_409_that_names_the_first()
    {
        var original = await PaidAsync(false, 400);
        var first = (await _bench.ReverseAsync("r1", original))!;
        var second = (await _bench.ReverseAsync("r2", original))!;
        Assert.Equal(409, second.StatusCode);
        Assert.Contains("\"code\":\"already-reversed\"", second.Text, StringComparison.Ordinal);
        Assert.Contains($"\"reversedBy\":\"{first.Transaction.Order.Id}\"", second.Text, StringComparison.Ordinal);
        Assert.Contains("\"reverseProvisional\":true", second.Text, StringComparison.Ordinal);
        var replayed = (await _bench.ReverseAsync("r2", original))!;
        Assert.Equal((409, true, second.Text), (replayed.StatusCode, replayed.IsReplay, replayed.Text));
        Assert.Equal(first.Text, (await _bench.ReverseAsync("r1", original))!.Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reversals_that_race_have_one_winner_and_the_others_name_it(bool acrossPartitions)
    {
        var original = await PaidAsync(acrossPartitions, 400);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => _bench.ReverseAsync($"r{number}", original))));
        var won = Assert.Single(answers, answer => answer!.StatusCode == 201)!;
        Assert.All(answers.Where(answer => answer != won), lost =>
        {
            Assert.Equal(409, lost!.StatusCode);
            Assert.Contains($"\"reversedBy\":\"{won.Transaction.Order.Id}\"", lost.Text, StringComparison.Ordinal);
        });
        Assert.Equal((1_000, 0), await BalancesAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reversal_without_the_funds_is_declined_and_leaves_the_original_settled(bool acrossPartitions)
    {
        var original = await PaidAsync(acrossPartitions, 400);
        await _bench.PostAsync("back", TransactionBench.TransferOf(_destination, _source, 1));
        var declined = (await _bench.ReverseAsync("r1", original))!;
        Assert.Equal((422, "insufficient-funds"), (declined.StatusCode, declined.Transaction.Refusal!.Code));
        Assert.Equal((601, 399), await BalancesAsync());
        Assert.Equal(TransactionStatus.Settled, (await _bench.FindAsync("t1")).Status);
        Assert.Equal(0, (await _bench.WalletAsync(_destination)).Held.Minor);

        await _bench.PostAsync("forth", TransactionBench.TransferOf(_source, _destination, 1));
        Assert.Equal(422, (await _bench.ReverseAsync("r1", original))!.StatusCode);
        Assert.Equal(201, (await _bench.ReverseAsync("r2", original))!.StatusCode);
    }

    [Fact]
    public async Task Two_refunds_that_together_exceed_the_original_are_one_refund()
    {
        var original = await PaidAsync(false, 400);
        Assert.Equal(201, (await _bench.RefundAsync("f1", original, 250))!.StatusCode);
        var second = (await _bench.RefundAsync("f2", original, 151))!;
        Assert.Equal((422, "refund-exceeds-original"), (second.StatusCode, second.Transaction.Refusal!.Code));
        Assert.Equal(201, (await _bench.RefundAsync("f3", original, 150))!.StatusCode);
        Assert.Equal((1_000, 0), await BalancesAsync());
        var refunded = await _bench.FindAsync("t1");
        Assert.Equal((TransactionStatus.Settled, 400, 2), (refunded.Status, refunded.Refunded().Minor, refunded.Refunds.Count));

        var reversal = (await _bench.ReverseAsync("r1", original))!;
        Assert.Equal((409, "partly-refunded"), (reversal.StatusCode, reversal.Transaction.Refusal!.Code));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Partial_refunds_that_race_never_exceed_the_original(bool acrossPartitions)
    {
        var original = await PaidAsync(acrossPartitions, 400);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(() => _bench.RefundAsync($"f{number}", original, 70))));
        Assert.Equal(5, answers.Count(answer => answer!.StatusCode == 201));
        Assert.All(answers.Where(answer => answer!.StatusCode != 201), refused => Assert.Equal("refund-exceeds-original", refused!.Transaction.Refusal!.Code));
        Assert.Equal((950, 50), await BalancesAsync());
        Assert.Equal(350, (await _bench.FindAsync("t1")).Refunded().Minor);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refund_against_a_reversal_has_one_winner(bool acrossPartitions)
    {
        var original = await PaidAsync(acrossPartitions, 400);
        var answers = await Task.WhenAll(Task.Run(() => _bench.ReverseAsync("r1", original)), Task.Run(() => _bench.RefundAsync("f1", original, 400)));
        var lost = Assert.Single(answers, answer => answer!.StatusCode != 201)!;
        Assert.Equal(409, lost.StatusCode);
        Assert.Contains(lost.Transaction.Refusal!.Code, new[] { "already-reversed", "partly-refunded" });
        Assert.Equal((1_000, 0), await BalancesAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_person_approved_is_refunded_and_reversed_like_anything_else(bool acrossPartitions)
    {
        await using var bench = new TransactionBench(new ReviewingGate());
        var (source, destination) = await bench.OpenPairAsync(acrossPartitions);
        await bench.FundAsync(source, 1_000);
        foreach (var key in new[] { "t1", "t2" })
        {
            var parked = await bench.PostAsync(key, TransactionBench.TransferOf(source, destination, 400));
            Assert.Equal(202, parked.StatusCode);
            await bench.Outcomes.DecideAsync(
                Orders.Partner,
                parked.Transaction.Order.Id,
                OutcomePoint.Review,
                new Outcome { Decision = OutcomeDecision.Approved, By = "alice", At = Orders.Now },
                CancellationToken.None);
            await bench.Engine.WakeAsync(parked.Transaction.Order, CancellationToken.None);
        }

        await bench.Engine.RestAsync();
        Assert.Equal(201, (await bench.ReverseAsync("r1", (await bench.FindAsync("t1")).Order.Id))!.StatusCode);
        Assert.Equal(201, (await bench.RefundAsync("f1", (await bench.FindAsync("t2")).Order.Id, 100))!.StatusCode);
        Assert.Equal((700, 300), (await bench.BalanceAsync(source), await bench.BalanceAsync(destination)));
        Assert.Equal(409, (await bench.ReverseAsync("r2", (await bench.FindAsync("t2")).Order.Id))!.StatusCode);
    }

    [Fact]
    public async Task What_a_closed_wallet_would_get_goes_to_suspense_and_opens_a_break()
    {
        var original = await PaidAsync(false, 1_000);
        var closed = await _bench.Ledger.ChangeStatusAsync(
            new ChangeWalletStatus { Partner = Orders.Partner, Wallet = _source, Side = StatusSide.Partner, Status = WalletStatus.Closed, ChangeId = "c1" }, CancellationToken.None);
        Assert.True(closed.IsAccepted);
        Assert.Equal(201, (await _bench.ReverseAsync("r1", original))!.StatusCode);
        Assert.Equal((0, 0), await BalancesAsync());
        var page = await _bench.Breaks.ListAsync(Orders.Partner, new BreakQuery { Limit = 10 }, CancellationToken.None);
        Assert.Equal((BreakKind.CreditDiverted, _source), (Assert.Single(page.Items).Kind, page.Items[0].Wallet));
    }

    [Fact]
    public async Task What_never_settled_cannot_be_taken_back_and_the_states_are_named()
    {
        (_source, _destination) = await _bench.OpenPairAsync(false);
        var declined = await _bench.PostAsync("t1", TransactionBench.TransferOf(_source, _destination, 1));
        var refused = (await _bench.ReverseAsync("r1", declined.Transaction.Order.Id))!;
        Assert.Equal((409, "illegal-transition"), (refused.StatusCode, refused.Transaction.Refusal!.Code));
        Assert.Contains("declined", refused.Transaction.Refusal.Detail, StringComparison.Ordinal);
        Assert.Contains("settled", refused.Transaction.Refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_there_is_can_be_taken_back_and_the_original_is_part_of_the_request()
    {
        var original = await PaidAsync(false, 400);
        Assert.Null(await _bench.ReverseAsync("r1", TransactionId.Derive(Orders.Partner, "nothing")));
        Assert.Equal(201, (await _bench.RefundAsync("r1", original, 1))!.StatusCode);
        Assert.True((await _bench.RefundAsync("r1", original, 2))!.IsKeyReused);
        Assert.True((await _bench.ReverseAsync("r1", original))!.IsKeyReused);
    }

    [Fact]
    public async Task A_deposit_is_given_back_by_the_bank_before_it_is_booked_back()
    {
        (_source, _destination) = await _bench.OpenPairAsync(false);
        await _bench.FundAsync(_source, 500);
        var deposit = await _bench.FindAsync("fund-bank-1");
        var refund = (await _bench.RefundAsync("f1", deposit.Order.Id, 200))!;
        Assert.Equal((201, 300), (refund.StatusCode, await _bench.BalanceAsync(_source)));
        Assert.Equal(200, (await _bench.FindAsync("fund-bank-1")).Refunded().Minor);
        Assert.Equal("partly-refunded", (await _bench.ReverseAsync("r1", deposit.Order.Id))!.Transaction.Refusal!.Code);
        var told = _bench.Bank.Instructed.Last();
        Assert.Equal(("bank-1", null), (told.BankEventId, told.OriginalReference));
    }

    [Fact]
    public async Task What_the_bank_collected_is_given_back_by_the_name_of_the_collection()
    {
        (_source, _destination) = await _bench.OpenPairAsync(false);
        Assert.Equal(201, (await _bench.PostAsync("c1", TransactionBench.DepositOf(_source, 80, null))).StatusCode);
        var collected = (await _bench.FindAsync("c1")).Order.Id;
        Assert.Equal(201, (await _bench.ReverseAsync("r1", collected))!.StatusCode);
        var told = _bench.Bank.Instructed.Last();
        Assert.Equal((BankInstructionKind.ReturnDeposit, BankReference.Of(collected), null), (told.Kind, told.OriginalReference, told.BankEventId));
    }

    [Theory]
    [InlineData(SagaStep.Post, false)]
    [InlineData(SagaStep.Post, true)]
    [InlineData(SagaStep.Answer, false)]
    [InlineData(SagaStep.Answer, true)]
    public async Task A_crash_at_any_step_leaves_one_reversal_and_both_marks(SagaStep at, bool after)
    {
        var original = await PaidAsync(false, 400);
        var died = 0;
        _bench.Engine.Dies = (step, isAfter) => step == at && isAfter == after && Interlocked.Increment(ref died) == 1;
        var asked = _bench.ReverseAsync("r1", original);
        var order = Orders.Transfer() with { Id = TransactionId.Derive(Orders.Partner, "r1") };
        while (Volatile.Read(ref died) == 0)
        {
            await Task.Yield();
        }

        await _bench.Engine.ResumeAsync(order);
        Assert.Equal(201, (await asked)!.StatusCode);
        Assert.Equal((1_000, 0), await BalancesAsync());
        Assert.Equal(order.Id, (await _bench.FindAsync("t1")).ReversedBy);
    }

    private async Task<TransactionId> PaidAsync(bool acrossPartitions, long minor)
    {
        (_source, _destination) = await _bench.OpenPairAsync(acrossPartitions);
        await _bench.FundAsync(_source, 1_000);
        _body = TransactionBench.TransferOf(_source, _destination, minor);
        var paid = await _bench.PostAsync("t1", _body);
        Assert.Equal(201, paid.StatusCode);
        await _bench.Engine.RestAsync();
        return paid.Transaction.Order.Id;
    }

    private async Task<(long Source, long Destination)> BalancesAsync() => (await _bench.BalanceAsync(_source), await _bench.BalanceAsync(_destination));
}
