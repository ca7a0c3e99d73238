using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions;

/// <summary>The steps of a transaction run in several processes: what one remembers of it may be older than what another has written.</summary>
public sealed class SeveralProcessesTests : IAsyncLifetime
{
    private readonly FixedGate _gate = new(RiskDecision.Approve);
    private readonly TransactionBench _bench;
    private WalletId _source;
    private WalletId _destination;

    public SeveralProcessesTests() => _bench = new TransactionBench(_gate);

    public async Task InitializeAsync()
    {
        (_source, _destination) = await _bench.OpenPairAsync(acrossPartitions: false);
        await _bench.FundAsync(_source, 1_000);
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task What_was_found_before_a_decline_is_kept_though_another_process_stores_the_answer()
    {
        _gate.Decision = RiskDecision.Decline;
        _bench.Engine.Dies = (step, _) =>
        {
            _bench.Recent.Forget(TransactionId.Derive(Orders.Partner, "key"));
            return false;
        };
        Assert.Equal(422, (await PostAsync()).StatusCode);
        Assert.Equal([new RiskReason("velocity-count", "31 movements in an hour")], (await _bench.FindAsync("key")).Verdict!.Reasons);
    }

    [Fact]
    public async Task A_review_that_is_declined_is_told_by_its_reason_also_by_the_process_that_took_the_request()
    {
        var claim = await ParkAsync();
        Remember(claim);
        var declined = new Outcome { Decision = OutcomeDecision.Declined, By = "alice", At = Orders.Now };
        await _bench.Outcomes.DecideAsync(Orders.Partner, claim.Order.Id, OutcomePoint.Review, declined, CancellationToken.None);
        await _bench.Engine.WakeAsync(claim.Order, CancellationToken.None);
        await _bench.Engine.RestAsync();
        Assert.Equal("fraud-suspected", (await _bench.FindAsync("key")).Refusal!.Code);
    }

    [Fact]
    public async Task A_later_run_goes_back_into_the_review_also_in_the_process_that_took_the_request()
    {
        var claim = await ParkAsync();
        Remember(claim);
        _gate.Decision = RiskDecision.Approve;
        var screened = await _bench.RunStepAsync(
            new StepInput(new SagaState { Order = claim.Order with { Run = 2 }, Step = SagaStep.Screen }, _bench.Engine.Today));
        Assert.Equal(RiskDecision.Review, screened.Verdict?.Decision);
    }

    private Task<TransactionBench.Answer> PostAsync() => _bench.PostAsync("key", TransactionBench.TransferOf(_source, _destination, 400));

    private async Task<Transaction> ParkAsync()
    {
        _gate.Decision = RiskDecision.Review;
        Assert.Equal(202, (await PostAsync()).StatusCode);
        await TransactionBench.UntilAsync(async () => (await _bench.FindAsync("key")).Status == TransactionStatus.Review);
        return await _bench.FindAsync("key");
    }

    // As it was claimed: the process that took the request has written nothing since.
    private void Remember(Transaction parked) => _bench.Recent.Remember(new Versioned<Transaction>(
        parked with { Status = TransactionStatus.Initiated, Verdict = null, ReviewDeadline = null, Changes = 1 }, "old"));
}
