using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions.Outcomes;
using Xunit;

namespace WalletFunctions.Tests.Shared.Transactions.Outcomes;

/// <summary>What every store of outcomes keeps.</summary>
public abstract class OutcomeStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_outcome_comes_back_as_it_was_and_is_found_by_its_point_alone()
    {
        var store = await CreateAsync();
        var rejected = Proposal("bank", OutcomeDecision.Rejected) with { Why = "w", ReasonCode = "declined-by-bank", BankReference = "b-1" };
        Assert.Equal(rejected, await store.DecideAsync(Orders.Partner, IdOf("a"), OutcomePoint.Bank, rejected, None));
        Assert.Equal(rejected, await store.FindAsync(Orders.Partner, IdOf("a"), OutcomePoint.Bank, None));
        Assert.Null(await store.FindAsync(Orders.Partner, IdOf("a"), OutcomePoint.Course, None));
        Assert.Null(await store.FindAsync(Orders.Partner, IdOf("b"), OutcomePoint.Bank, None));
    }

    [Fact]
    public async Task Of_many_decisions_at_once_one_stands_and_everybody_learns_which()
    {
        var store = await CreateAsync();
        var standing = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => store.DecideAsync(
            Orders.Partner, IdOf("race"), OutcomePoint.Review, Proposal($"{number}", number % 2 == 0 ? OutcomeDecision.Approved : OutcomeDecision.Declined), None)));
        Assert.Single(standing.Distinct());
    }

    [Fact]
    public async Task A_proposal_that_is_made_again_finds_itself_and_a_later_one_does_not()
    {
        var store = await CreateAsync();
        var first = Proposal("alice", OutcomeDecision.Approved);
        Assert.Equal(first, await store.DecideAsync(Orders.Partner, IdOf("again"), OutcomePoint.Review, first, None));
        Assert.Equal(first, await store.DecideAsync(Orders.Partner, IdOf("again"), OutcomePoint.Review, first, None));
        Assert.Equal(first, await store.DecideAsync(Orders.Partner, IdOf("again"), OutcomePoint.Review, first with { At = first.At.AddTicks(1) }, None));
    }

    protected abstract Task<IOutcomeStore> CreateAsync();

    private static TransactionId IdOf(string key) => TransactionId.Derive(Orders.Partner, key);

    private static Outcome Proposal(string by, OutcomeDecision decision) => new() { Decision = decision, By = by, At = Orders.Now.AddTicks(1) };
}
