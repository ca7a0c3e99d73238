using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Transactions.Reviews;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions;

public sealed class ReviewTests : IAsyncLifetime
{
    private static readonly OperatorId Alice = OperatorId.Parse("alice");

    private readonly FixedGate _gate = new(RiskDecision.Approve);
    private readonly TransactionBench _bench;

    public ReviewTests() => _bench = new TransactionBench(_gate);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_transaction_in_review_holds_its_funds_and_settles_when_approved(bool acrossPartitions)
    {
        var (source, destination, body) = await ParkAsync(acrossPartitions);
        Assert.Equal((400, 400), ((await _bench.WalletAsync(source)).Held.Minor, (await _bench.WalletAsync(destination)).Inbound.Minor));
        Assert.Equal((1_000, 0), await BalancesAsync(source, destination));

        var review = await DecideAsync(ReviewVerdict.Approve);
        Assert.Equal(OutcomeDecision.Approved, Assert.IsType<Result<Review>.Accepted>(review).Value.Outcome!.Decision);
        await _bench.Engine.RestAsync();
        Assert.Equal(201, (await _bench.PostAsync("key", body)).StatusCode);
        Assert.Equal((600, 400), await BalancesAsync(source, destination));
        await AssertNothingHeldAsync(source, destination);
        Assert.Equal(
            [(null, TransactionStatus.Initiated), (TransactionStatus.Initiated, TransactionStatus.Review), (TransactionStatus.Review, TransactionStatus.Settled)],
            (await _bench.ChangesAsync("key")).Select(change => (change.From, change.To)));
    }

    [Fact]
    public async Task A_declined_review_releases_and_tells_the_partner_no_detail()
    {
        var (source, destination, body) = await ParkAsync(false);
        await DecideAsync(ReviewVerdict.Decline);
        await _bench.Engine.RestAsync();
        var declined = await _bench.PostAsync("key", body);
        Assert.Equal((422, "fraud-suspected"), (declined.StatusCode, declined.Transaction.Refusal!.Code));
        Assert.DoesNotContain("velocity", declined.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("because", declined.Text, StringComparison.Ordinal);
        Assert.Equal((1_000, 0), await BalancesAsync(source, destination));
        await AssertNothingHeldAsync(source, destination);
    }

    [Fact]
    public async Task A_review_that_nobody_decides_in_time_declines()
    {
        await using var bench = new TransactionBench(_gate, PartnerSettings.Default with { ReviewWaitSeconds = 0 });
        var (source, destination) = await bench.OpenPairAsync(false);
        await bench.FundAsync(source, 1_000);
        _gate.Decision = RiskDecision.Review;
        var parked = await bench.PostAsync("key", TransactionBench.TransferOf(source, destination, 400));
        Assert.Equal(202, parked.StatusCode);
        await bench.Engine.WakeAsync(parked.Transaction.Order, CancellationToken.None);
        await bench.Engine.RestAsync();
        Assert.Equal(TransactionStatus.Declined, (await bench.FindAsync("key")).Status);
        var late = await bench.Desk.DecideAsync(
            Orders.Partner, parked.Transaction.Order.Id, Alice, new ReviewDecision(ReviewVerdict.Approve, "because"), bench.Engine, CancellationToken.None);
        AssertDecided("expired", late);
        Assert.Equal(0, (await bench.WalletAsync(source)).Held.Minor);
    }

    [Fact]
    public async Task An_approval_after_the_deadline_comes_too_late_also_where_nothing_has_declined_yet()
    {
        await using var bench = new TransactionBench(_gate, PartnerSettings.Default with { ReviewWaitSeconds = 0 });
        var (source, destination) = await bench.OpenPairAsync(false);
        await bench.FundAsync(source, 1_000);
        _gate.Decision = RiskDecision.Review;
        var parked = await bench.PostAsync("key", TransactionBench.TransferOf(source, destination, 400));
        var late = await bench.Desk.DecideAsync(
            Orders.Partner, parked.Transaction.Order.Id, Alice, new ReviewDecision(ReviewVerdict.Approve, "because"), bench.Engine, CancellationToken.None);
        AssertDecided("expired", late);
        await bench.Engine.RestAsync();
        Assert.Equal((TransactionStatus.Declined, 1_000), ((await bench.FindAsync("key")).Status, await bench.BalanceAsync(source)));
    }

    [Fact]
    public async Task Of_many_decisions_at_once_one_stands_and_the_transaction_ends_by_it()
    {
        var (source, destination, body) = await ParkAsync(false);
        var id = TransactionId.Derive(Orders.Partner, "key");
        var decisions = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => _bench.Desk.DecideAsync(
            Orders.Partner,
            id,
            OperatorId.Parse($"operator-{number}"),
            new ReviewDecision(number % 2 == 0 ? ReviewVerdict.Approve : ReviewVerdict.Decline, "because"),
            _bench.Engine,
            CancellationToken.None))));
        var winner = Assert.Single(decisions.OfType<Result<Review>.Accepted>()).Value.Outcome!.Decision;
        Assert.All(
            decisions.OfType<Result<Review>.Refused>(),
            refused => Assert.Equal("review-decided", refused.Refusal.Code));
        await _bench.Engine.RestAsync();
        var answer = await _bench.PostAsync("key", body);
        Assert.Equal(winner == OutcomeDecision.Approved ? 201 : 422, answer.StatusCode);
        await AssertNothingHeldAsync(source, destination);
    }

    [Theory]
    [InlineData(ReviewVerdict.Approve)]
    [InlineData(ReviewVerdict.Decline)]
    public async Task A_decision_after_the_partner_gave_the_transaction_up_is_told_so_at_once_and_for_good(ReviewVerdict verdict)
    {
        var (source, destination, _) = await ParkAsync(true);

        // The cancellation died before it woke anybody: whoever decides late does it.
        var canceled = new Outcome { Decision = OutcomeDecision.Canceled, By = "partner", At = Orders.Now };
        await _bench.Outcomes.DecideAsync(Orders.Partner, Id, OutcomePoint.Review, canceled, CancellationToken.None);
        AssertDecided("canceled", await DecideAsync(verdict));
        await _bench.Engine.RestAsync();
        Assert.Equal(TransactionStatus.Canceled, (await _bench.FindAsync("key")).Status);
        AssertDecided("canceled", await DecideAsync(verdict));
        await AssertNothingHeldAsync(source, destination);
    }

    [Fact]
    public async Task A_decision_that_is_made_again_is_told_the_first_one_also_when_the_transaction_has_ended()
    {
        await ParkAsync(false);
        Assert.IsType<Result<Review>.Accepted>(await DecideAsync(ReviewVerdict.Approve));
        AssertDecided("approved", await DecideAsync(ReviewVerdict.Approve));
        await _bench.Engine.RestAsync();
        AssertDecided("approved", await DecideAsync(ReviewVerdict.Decline));
    }

    [Fact]
    public async Task What_a_person_has_declined_is_not_given_up_any_more()
    {
        await ParkAsync(false);
        var declined = new Outcome { Decision = OutcomeDecision.Declined, By = "alice", At = Orders.Now };
        await _bench.Outcomes.DecideAsync(Orders.Partner, Id, OutcomePoint.Review, declined, CancellationToken.None);
        Assert.Equal(TransactionStatus.Declined, (await _bench.CancelKeyAsync("key")).Status);
    }

    [Fact]
    public async Task What_a_person_has_approved_is_given_up_until_it_goes_on()
    {
        await ParkAsync(false);
        var approved = new Outcome { Decision = OutcomeDecision.Approved, By = "alice", At = Orders.Now };
        await _bench.Outcomes.DecideAsync(Orders.Partner, Id, OutcomePoint.Review, approved, CancellationToken.None);
        Assert.Equal(TransactionStatus.Canceled, (await _bench.CancelKeyAsync("key")).Status);
        AssertDecided("approved", await DecideAsync(ReviewVerdict.Decline));
    }

    [Fact]
    public async Task A_rule_that_changes_between_the_request_and_its_replay_changes_nothing()
    {
        var (_, _, body) = await ParkAsync(false);
        var asked = _gate.Asked;
        _gate.Decision = RiskDecision.Decline;
        Assert.Equal(202, (await _bench.PostAsync("key", body)).StatusCode);
        await DecideAsync(ReviewVerdict.Approve);
        await _bench.Engine.RestAsync();
        Assert.Equal((201, asked), ((await _bench.PostAsync("key", body)).StatusCode, _gate.Asked));
    }

    [Fact]
    public async Task A_deposit_in_review_reserves_headroom_and_a_declined_one_gives_its_event_back()
    {
        var wallet = await _bench.OpenAsync("w");
        var eventId = await _bench.ReceiveAsync(wallet, 700);
        _gate.Decision = RiskDecision.Review;
        Assert.Equal(202, (await _bench.PostAsync("key", TransactionBench.DepositOf(wallet, 700, eventId))).StatusCode);
        Assert.Equal((0, 700), (await _bench.BalanceAsync(wallet), (await _bench.WalletAsync(wallet)).Inbound.Minor));
        await DecideAsync(ReviewVerdict.Decline);
        await _bench.Engine.RestAsync();
        Assert.Equal(0, (await _bench.WalletAsync(wallet)).Inbound.Minor);
        var key = BankEventKey.Derive(Orders.Partner, eventId);
        Assert.Equal(BankEventState.Open, (await _bench.BankEvents.FindAsync(Orders.Partner, key, CancellationToken.None))!.Value.State);
    }

    [Fact]
    public async Task Whoever_decides_sees_what_was_found_and_what_never_was_in_review_is_not_there()
    {
        await ParkAsync(false);
        var review = Assert.IsType<Result<Review>.Accepted>(
            await _bench.Desk.FindAsync(Orders.Partner, TransactionId.Derive(Orders.Partner, "key"), CancellationToken.None)).Value;
        Assert.Equal("31 movements in an hour", Assert.Single(review.Transaction.Verdict!.Reasons).Detail);
        Assert.Null(review.Outcome);
        Assert.IsType<Result<Review>.Refused>(
            await _bench.Desk.FindAsync(Orders.Partner, TransactionId.Derive(Orders.Partner, "fund-bank-1"), CancellationToken.None));
    }

    private async Task<(WalletId Source, WalletId Destination, string Body)> ParkAsync(bool acrossPartitions)
    {
        var (source, destination) = await _bench.OpenPairAsync(acrossPartitions);
        await _bench.FundAsync(source, 1_000);
        _gate.Decision = RiskDecision.Review;
        var body = TransactionBench.TransferOf(source, destination, 400);
        var parked = await _bench.PostAsync("key", body);
        Assert.Equal((202, TransactionStatus.Review), (parked.StatusCode, parked.Transaction.Status));
        return (source, destination, body);
    }

    private static TransactionId Id => TransactionId.Derive(Orders.Partner, "key");

    private static void AssertDecided(string decision, Result<Review> told)
    {
        var refusal = Assert.IsType<Result<Review>.Refused>(told).Refusal;
        Assert.Equal("review-decided", refusal.Code);
        Assert.Contains($"its review is {decision}", refusal.Detail, StringComparison.Ordinal);
    }

    private Task<Result<Review>> DecideAsync(ReviewVerdict verdict) => _bench.Desk.DecideAsync(
        Orders.Partner, TransactionId.Derive(Orders.Partner, "key"), Alice, new ReviewDecision(verdict, "because"), _bench.Engine, CancellationToken.None);

    private async Task<(long Source, long Destination)> BalancesAsync(WalletId source, WalletId destination) =>
        (await _bench.BalanceAsync(source), await _bench.BalanceAsync(destination));

    private async Task AssertNothingHeldAsync(WalletId source, WalletId destination) => Assert.Equal(
        (0, 0), ((await _bench.WalletAsync(source)).Held.Minor, (await _bench.WalletAsync(destination)).Inbound.Minor));
}
