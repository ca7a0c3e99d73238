using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions.Undo;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Transactions.Acknowledgements;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions.Acknowledgements;

public sealed class AcknowledgementHandlerTests : IAsyncLifetime
{
    private readonly TransactionBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task The_same_word_again_changes_nothing()
    {
        var settled = await EndedAsync(1_000);
        var first = Assert.IsType<AcknowledgementResult.Stands>(await SayAsync(settled, AcknowledgementOutcome.Committed));
        var again = Assert.IsType<AcknowledgementResult.Stands>(await SayAsync(settled, AcknowledgementOutcome.Committed));
        Assert.Equal(first.Transaction.Acknowledgement, again.Transaction.Acknowledgement);
        Assert.Empty(await BreaksAsync());
    }

    [Fact]
    public async Task The_other_word_afterwards_is_refused_and_not_lost()
    {
        var settled = await EndedAsync(1_000);
        await SayAsync(settled, AcknowledgementOutcome.Committed);
        for (var time = 0; time < 2; time++)
        {
            var refused = Assert.IsType<AcknowledgementResult.Contradicts>(await SayAsync(settled, AcknowledgementOutcome.Reversed));
            Assert.Equal(AcknowledgementOutcome.Committed, refused.Transaction.Acknowledgement!.Outcome);
        }

        var difference = Assert.Single(await BreaksAsync());
        Assert.Equal((BreakKind.LedgerDifference, settled), (difference.Kind, difference.Transaction));
    }

    [Theory]
    [InlineData(1_000, AcknowledgementOutcome.Committed, null)]
    [InlineData(1_000, AcknowledgementOutcome.Reversed, BreakKind.ReversedByFintech)]
    [InlineData(0, AcknowledgementOutcome.Committed, BreakKind.LedgerDifference)]
    [InlineData(0, AcknowledgementOutcome.Reversed, null)]
    public async Task A_word_that_differs_from_our_ledger_opens_a_break(long funds, AcknowledgementOutcome said, BreakKind? kind)
    {
        var ended = await EndedAsync(funds);
        Assert.IsType<AcknowledgementResult.Stands>(await SayAsync(ended, said));
        Assert.Equal(kind, (await BreaksAsync()).SingleOrDefault()?.Kind);
    }

    [Theory]
    [InlineData(1_000, AcknowledgementOutcome.Committed, null)]
    [InlineData(1_000, AcknowledgementOutcome.Reversed, BreakKind.ReversedByFintech)]
    [InlineData(0, AcknowledgementOutcome.Committed, BreakKind.LedgerDifference)]
    public async Task What_is_said_before_the_answer_is_compared_with_it_once_there_is_one(long funds, AcknowledgementOutcome said, BreakKind? kind)
    {
        var (source, destination) = await _bench.OpenPairAsync(acrossPartitions: false);
        if (funds > 0)
        {
            await _bench.FundAsync(source, funds);
        }

        _bench.Engine.IsDown = true;
        var body = TransactionBench.TransferOf(source, destination, 400);
        await Assert.ThrowsAsync<TimeoutException>(() => _bench.PostAsync("key", body));
        Assert.IsType<AcknowledgementResult.Stands>(await SayAsync((await _bench.FindAsync("key")).Order.Id, said));
        Assert.Empty(await BreaksAsync());

        _bench.Engine.IsDown = false;
        await _bench.PostAsync("key", body);
        await _bench.Engine.RestAsync();
        Assert.Equal(kind, (await BreaksAsync()).SingleOrDefault()?.Kind);
    }

    [Fact]
    public async Task There_is_nothing_to_say_of_what_is_not_there() =>
        Assert.IsType<AcknowledgementResult.Unknown>(await SayAsync(TransactionId.Derive(Orders.Partner, "nothing"), AcknowledgementOutcome.Committed));

    private async Task<TransactionId> EndedAsync(long funds)
    {
        var (source, destination) = await _bench.OpenPairAsync(false);
        if (funds > 0)
        {
            await _bench.FundAsync(source, funds);
        }

        return (await _bench.PostAsync("t1", TransactionBench.TransferOf(source, destination, 400))).Transaction.Order.Id;
    }

    private Task<AcknowledgementResult> SayAsync(TransactionId transaction, AcknowledgementOutcome outcome) =>
        _bench.Acknowledgements.HandleAsync(Orders.Partner, transaction, outcome, CancellationToken.None);

    private async Task<IReadOnlyList<Break>> BreaksAsync() => (await _bench.Breaks.ListAsync(Orders.Partner, new BreakQuery { Limit = 10 }, CancellationToken.None)).Items;
}
