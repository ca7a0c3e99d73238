using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;
using Xunit;

namespace WalletFunctions.Tests.Shared.Transactions;

/// <summary>Every path through the saga, waiting and instructing cut off after a few rounds.</summary>
public sealed class TransactionSagaPathsTests
{
    private const int MostSteps = 18;

    private static readonly StepOutcome[] Outcomes =
    [
        StepOutcome.Screened(RiskVerdict.Approved) with { EventClaim = Orders.Claim() },
        StepOutcome.Screened(new RiskVerdict { Decision = RiskDecision.Review, Score = 60 }) with
        {
            EventClaim = Orders.Claim(BankEventType.DirectDebitRequested),
            Deadline = Orders.Now,
        },
        StepOutcome.Posted(Orders.Booking(Orders.Alice)),
        StepOutcome.Refused(Refusal.For(ReasonCatalog.InsufficientFunds)),
        StepOutcome.Pending(),
        StepOutcome.NotFound(),
    ];

    public static TheoryData<string> Kinds() => [.. OrdersByKind.Keys];

    private static Dictionary<string, TransactionOrder> OrdersByKind { get; } = new()
    {
        ["transfer"] = Orders.Transfer(),
        ["transfer-across"] = Orders.TransferAcross(),
        ["payment"] = Orders.Payment(10),
        ["fee"] = Orders.Fee(),
        ["deposit"] = Orders.Deposit(),
        ["collection"] = Orders.Collection(),
        ["withdrawal"] = Orders.Withdrawal(),
        ["answering"] = Orders.Answering(),
        ["return-of-deposit"] = Orders.ReturnOfDeposit(),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_the_outcomes_every_transaction_ends_answered_once_and_with_no_event_or_hold_left(string kind)
    {
        var count = 0;
        foreach (var path in Paths(TransactionSaga.Start(OrdersByKind[kind]), []))
        {
            var steps = path.Select(state => state.Step).ToArray();
            if (steps[^1] != SagaStep.Finished)
            {
                continue;
            }

            count++;
            Assert.Single(steps, SagaStep.Answer);
            var settled = path[^1].Outcome() == TransactionStatus.Settled;
            Assert.Equal(settled, path[^1].Refusal is null);
            if (path.Any(state => state.EventClaim is not null))
            {
                Assert.Contains(settled ? SagaStep.FulfillBankEvent : SagaStep.ReturnBankEvent, steps);
            }

            if (steps.Contains(SagaStep.Reserve) && !settled)
            {
                Assert.Contains(SagaStep.Release, steps);
            }

            // Whoever could still give it up is asked before anything that cannot be taken back.
            if (steps.Contains(SagaStep.Instruct))
            {
                Assert.InRange(Array.IndexOf(steps, SagaStep.Proceed), Array.IndexOf(steps, SagaStep.Reserve), Array.IndexOf(steps, SagaStep.Instruct));
            }
        }

        Assert.True(count > 1, "No path ended.");
    }

    private static IEnumerable<IReadOnlyList<SagaState>> Paths(SagaState state, IReadOnlyList<SagaState> before)
    {
        IReadOnlyList<SagaState> path = [.. before, state];
        if (state.Step == SagaStep.Finished || path.Count == MostSteps)
        {
            return [path];
        }

        return from outcome in Outcomes
               let next = TryDecide(state, outcome)
               where next is not null
               from whole in Paths(next, path)
               select whole;
    }

    private static SagaState? TryDecide(SagaState state, StepOutcome outcome)
    {
        try
        {
            return TransactionSaga.Decide(state, outcome);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
