using WalletFunctions.Shared.InDoubt;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.InDoubt;

public sealed class InDoubtDecisionTests
{
    private static readonly FintechAnswer Committed = new FintechAnswer.Ended(AcknowledgementOutcome.Committed);
    private static readonly FintechAnswer Reversed = new FintechAnswer.Ended(AcknowledgementOutcome.Reversed);

    [Theory]
    [InlineData(TransactionStatus.Settled, true)]
    [InlineData(TransactionStatus.Disputed, true)]
    [InlineData(TransactionStatus.Declined, false)]
    [InlineData(TransactionStatus.Failed, false)]
    [InlineData(TransactionStatus.Canceled, false)]
    public void What_both_sides_have_alike_is_recorded(TransactionStatus status, bool committed)
    {
        var answer = committed ? Committed : Reversed;
        Assert.Equal(new InDoubtAction.Record(((FintechAnswer.Ended)answer).Outcome), Decide(Of(status), answer));
    }

    [Fact]
    public void What_the_fintech_reversed_and_we_settled_is_a_break_and_the_fintech_is_asked_for_its_own_reversal() => Assert.Equal(
        new InDoubtAction.Disagree(AcknowledgementOutcome.Reversed, BreakKind.ReversedByFintech, ReversalRepair.AskFintech),
        Decide(Of(TransactionStatus.Settled), Reversed));

    [Theory]
    [InlineData(TransactionType.Transfer, ReversalRepair.Automatic)]
    [InlineData(TransactionType.Payment, ReversalRepair.Automatic)]
    [InlineData(TransactionType.Fee, ReversalRepair.AskFintech)]
    [InlineData(TransactionType.Deposit, ReversalRepair.AskFintech)]
    [InlineData(TransactionType.Withdrawal, ReversalRepair.None)]
    [InlineData(TransactionType.Reversal, ReversalRepair.None)]
    [InlineData(TransactionType.Refund, ReversalRepair.None)]
    public void Only_internal_movements_are_reversed_without_being_asked_for_and_only_where_the_partner_agreed(TransactionType type, ReversalRepair repair)
    {
        var settings = PartnerSettings.Default with { ReversesAutomatically = true };
        var action = Decide(Of(TransactionStatus.Settled, type), Reversed, settings: settings);
        Assert.Equal(repair, Assert.IsType<InDoubtAction.Disagree>(action).Repair);
    }

    [Fact]
    public void What_the_fintech_booked_and_we_declined_is_a_break_that_nobody_repairs_here() => Assert.Equal(
        new InDoubtAction.Disagree(AcknowledgementOutcome.Committed, BreakKind.LedgerDifference, ReversalRepair.None),
        Decide(Of(TransactionStatus.Declined), Committed));

    [Fact]
    public void An_unknown_proves_nothing_and_is_asked_again_with_a_growing_interval_until_it_is_a_break()
    {
        var waits = new List<TimeSpan>();
        var asked = 0;
        while (Decide(Of(TransactionStatus.Settled), asked % 2 == 0 ? new FintechAnswer.Unknown() : new FintechAnswer.NoAnswer("timeout"), asked) is InDoubtAction.AskAgain again)
        {
            Assert.Equal(asked + 1, again.Asked);
            waits.Add(again.DueAt - Orders.Now);
            asked = again.Asked;
        }

        Assert.Equal(waits.Order(), waits);
        Assert.Equal(AskSchedule.Questions, asked + 1);
        Assert.IsType<InDoubtAction.GiveUp>(Decide(Of(TransactionStatus.Settled), new FintechAnswer.Unknown(), asked));
    }

    [Fact]
    public void What_the_fintech_acknowledged_by_itself_counts_and_is_not_asked_for()
    {
        var agreed = Of(TransactionStatus.Settled) with { Acknowledgement = new Acknowledgement(AcknowledgementOutcome.Committed, Orders.Now) };
        var other = agreed with { Acknowledgement = new Acknowledgement(AcknowledgementOutcome.Reversed, Orders.Now) };
        Assert.False(InDoubtDecision.IsMissed(agreed));
        Assert.IsType<InDoubtAction.Record>(Decide(agreed, new FintechAnswer.Unknown()));
        Assert.IsType<InDoubtAction.Disagree>(Decide(other, new FintechAnswer.Unknown()));
    }

    [Fact]
    public void What_was_reversed_here_since_is_no_difference_whatever_the_fintech_says()
    {
        var reversed = Of(TransactionStatus.Reversed) with { ReversedBy = Orders.Transfer().Id };
        Assert.IsType<InDoubtAction.Record>(Decide(reversed, Reversed));
        Assert.IsType<InDoubtAction.Record>(Decide(reversed, Committed));
    }

    [Fact]
    public void What_is_not_final_is_not_missed() => Assert.IsType<InDoubtAction.Drop>(Decide(Of(TransactionStatus.Processed), Committed));

    private static InDoubtAction Decide(Transaction transaction, FintechAnswer answer, int asked = 0, PartnerSettings? settings = null) =>
        InDoubtDecision.Decide(transaction, answer, asked, settings ?? PartnerSettings.Default, Orders.Now);

    private static Transaction Of(TransactionStatus status, TransactionType type = TransactionType.Transfer) => new()
    {
        Order = Orders.Transfer() with { Type = type },
        IdempotencyKey = "k",
        Fingerprint = "f",
        Request = default,
        TraceId = "t",
        UpdatedAt = Orders.Now,
        Status = status,
    };
}
