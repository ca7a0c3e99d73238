using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.BankEvents;

/// <summary>Every state against every move: what a pair leads to is written down here, and every other pair leads nowhere.</summary>
public sealed class BankEventMovesTests
{
    private static readonly TransactionId Mine = TransactionId.Derive(Orders.Partner, "mine");
    private static readonly TransactionId Other = TransactionId.Derive(Orders.Partner, "other");
    private static readonly OperatorId Anna = OperatorId.Parse("anna");
    private static readonly OperatorId Bert = OperatorId.Parse("bert");
    private static readonly DateTimeOffset InTime = Orders.Now.AddHours(1);
    private static readonly DateTimeOffset TooLate = Orders.Now.AddDays(1);

    private static readonly Dictionary<string, Func<BankEvent, BankEvent?>> Moves = new()
    {
        ["claim"] = found => BankEventMoves.Claim(found, Mine),
        ["fulfill"] = found => BankEventMoves.Fulfill(found, Mine, 1),
        ["fulfill-other"] = found => BankEventMoves.Fulfill(found, Other, 1),
        ["fulfill-stale"] = found => BankEventMoves.Fulfill(found, Mine, 2),
        ["give-back"] = found => BankEventMoves.GiveBack(found, Mine, 1, InTime),
        ["give-back-late"] = found => BankEventMoves.GiveBack(found, Mine, 1, TooLate),
        ["give-back-other"] = found => BankEventMoves.GiveBack(found, Other, 1, InTime),
        ["give-back-stale"] = found => BankEventMoves.GiveBack(found, Mine, 2, InTime),
        ["deadline"] = found => BankEventMoves.FallDeadline(found, TooLate),
        ["deadline-early"] = found => BankEventMoves.FallDeadline(found, InTime),
        ["decline"] = found => BankEventMoves.Decline(found, "no", InTime),
        ["propose"] = found => Accepted(BankEventReturnMoves.Propose(found, Anna, "why", TooLate)),
        ["approve"] = found => Accepted(BankEventReturnMoves.Approve(found, Bert, TooLate)),
        ["approve-own"] = found => Accepted(BankEventReturnMoves.Approve(found, Anna, TooLate)),
        ["complete-return"] = BankEventReturnMoves.Complete,
        ["fail-return"] = found => BankEventReturnMoves.Fail(found, "AC04"),
    };

    // From which of the states below, by which move, to which state; for money that came in.
    private static readonly Dictionary<(string From, string Move), BankEventState> MoneyIn = new()
    {
        [("open", "claim")] = BankEventState.Claimed,
        [("open", "deadline")] = BankEventState.Suspended,
        [("open", "decline")] = BankEventState.Suspended,
        [("claimed", "fulfill")] = BankEventState.Fulfilled,
        [("claimed", "give-back")] = BankEventState.Open,
        [("claimed", "give-back-late")] = BankEventState.Suspended,
        [("claimed-late", "fulfill")] = BankEventState.Fulfilled,
        [("claimed-late", "give-back")] = BankEventState.Suspended,
        [("claimed-late", "give-back-late")] = BankEventState.Suspended,
        [("suspended", "claim")] = BankEventState.Claimed,
        [("suspended", "propose")] = BankEventState.Suspended,
        [("proposed", "claim")] = BankEventState.Claimed,
        [("proposed", "propose")] = BankEventState.Suspended,
        [("proposed", "approve")] = BankEventState.Returning,
        [("returning", "propose")] = BankEventState.Returning,
        [("returning", "approve")] = BankEventState.Returning,
        [("returning", "complete-return")] = BankEventState.Returned,
        [("returning", "fail-return")] = BankEventState.Suspended,
        [("returned", "propose")] = BankEventState.Returned,
        [("returned", "approve")] = BankEventState.Returned,
        [("not-returned", "claim")] = BankEventState.Claimed,
    };

    public static TheoryData<BankEventType, string, string> Pairs()
    {
        var pairs = new TheoryData<BankEventType, string, string>();
        foreach (var type in new[] { BankEventType.DepositReceived, BankEventType.PaymentReturned, BankEventType.ChargebackReceived, BankEventType.DirectDebitRequested })
        {
            foreach (var from in States(type).Keys)
            {
                foreach (var move in Moves.Keys)
                {
                    pairs.Add(type, from, move);
                }
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_move_leads_where_it_is_written_or_nowhere(BankEventType type, string from, string move) =>
        Assert.Equal(Expected(type, from, move), Moves[move](States(type)[from])?.State);

    [Fact]
    public void A_claim_remembers_what_it_was_claimed_from()
    {
        var states = States(BankEventType.DepositReceived);
        var claimed = BankEventMoves.Claim(states["open"] with { Claims = 2 }, Mine)!;
        Assert.Equal((3, Mine, new BankEventClaim(3, BankEventState.Open, BankEventType.DepositReceived)), (claimed.Claims, claimed.Transaction!.Value, BankEventMoves.ClaimOf(claimed)));
        Assert.False(BankEventMoves.ClaimOf(claimed).IsFromSuspense);
        var late = BankEventMoves.Claim(states["suspended"], Mine)!;
        Assert.True(BankEventMoves.ClaimOf(late).IsFromSuspense);
        Assert.True(BankEventMoves.ClaimOf(BankEventMoves.Fulfill(late, Mine, 1)!).IsFromSuspense);
    }

    [Fact]
    public void A_claim_after_a_give_back_posts_under_another_id()
    {
        var claimed = BankEventMoves.Claim(BankEventTests.Event(), Mine)!;
        var again = BankEventMoves.Claim(BankEventMoves.GiveBack(claimed, Mine, 1, InTime)!, Other)!;
        Assert.NotEqual(again.Key.PostingOf(1), again.Key.PostingOf(again.Claims));
    }

    [Fact]
    public void When_money_went_to_suspense_is_kept_through_claims()
    {
        var suspended = BankEventMoves.FallDeadline(BankEventTests.Event(), TooLate)!;
        Assert.Equal(TooLate, suspended.SuspendedAt);
        var back = BankEventMoves.GiveBack(BankEventMoves.Claim(suspended, Mine)!, Mine, 1, TooLate.AddDays(1))!;
        Assert.Equal((BankEventState.Suspended, TooLate), (back.State, back.SuspendedAt!.Value));
        Assert.Null(BankEventMoves.FallDeadline(BankEventTests.Event(BankEventType.DirectDebitRequested), TooLate)!.SuspendedAt);
    }

    [Fact]
    public void Whoever_proposed_a_return_cannot_approve_it_and_somebody_else_cannot_propose_another()
    {
        var proposed = States(BankEventType.DepositReceived)["proposed"];
        Assert.Equal("second-person-required", Refused(BankEventReturnMoves.Approve(proposed, Anna, TooLate)));
        Assert.Equal("return-proposed-already", Refused(BankEventReturnMoves.Propose(proposed, Bert, "too", TooLate)));
        Assert.Equal("return-not-proposed", Refused(BankEventReturnMoves.Approve(States(BankEventType.DepositReceived)["suspended"], Bert, TooLate)));
        Assert.Equal("bank-event-not-returnable", Refused(BankEventReturnMoves.Approve(States(BankEventType.DepositReceived)["not-returned"], Bert, TooLate)));
        var approved = Accepted(BankEventReturnMoves.Approve(proposed, Bert, TooLate))!.Return!;
        Assert.Equal((Anna, Bert, TooLate), (approved.ProposedBy, approved.ApprovedBy!.Value, approved.ApprovedAt!.Value));
    }

    private static BankEventState? Expected(BankEventType type, string from, string move)
    {
        if (type == BankEventType.DirectDebitRequested)
        {
            return (from, move) switch
            {
                ("open", "deadline" or "decline") => BankEventState.Rejected,
                ("claimed", "give-back-late") => BankEventState.Rejected,
                _ => MoneyIn.TryGetValue((from, move), out var same) ? same : null,
            };
        }

        // A chargeback's suspense is a claim on somebody, not money that could be sent anywhere.
        return type == BankEventType.ChargebackReceived && move is "propose" or "approve"
            ? null
            : MoneyIn.TryGetValue((from, move), out var state) ? state : null;
    }

    private static Dictionary<string, BankEvent> States(BankEventType type)
    {
        var open = BankEventTests.Event(type);
        var claimed = open with { State = BankEventState.Claimed, Claims = 1, Transaction = Mine, ClaimedFrom = BankEventState.Open };
        var states = new Dictionary<string, BankEvent>
        {
            ["open"] = open,
            ["claimed"] = claimed,
            ["fulfilled"] = claimed with { State = BankEventState.Fulfilled },
            ["recorded"] = open with { State = BankEventState.Recorded },
        };
        if (type == BankEventType.DirectDebitRequested)
        {
            states["rejected"] = open with { State = BankEventState.Rejected };
            return states;
        }

        var suspended = open with { State = BankEventState.Suspended, SuspendedAt = TooLate };
        states["suspended"] = suspended;
        states["claimed-late"] = claimed with { ClaimedFrom = BankEventState.Suspended, SuspendedAt = TooLate };
        if (type != BankEventType.ChargebackReceived)
        {
            var proposed = new BankEventReturn { ProposedBy = Anna, ProposedAt = TooLate, Reason = "why" };
            states["proposed"] = suspended with { Return = proposed };
            states["returning"] = suspended with { State = BankEventState.Returning, Return = proposed with { ApprovedBy = Bert, ApprovedAt = TooLate } };
            states["returned"] = states["returning"] with { State = BankEventState.Returned };
            states["not-returned"] = suspended with { Return = proposed with { ApprovedBy = Bert, ApprovedAt = TooLate, RejectedCode = "AC04" } };
        }

        return states;
    }

    private static BankEvent? Accepted(Result<BankEvent> result) => (result as Result<BankEvent>.Accepted)?.Value;

    private static string Refused(Result<BankEvent> result) => Assert.IsType<Result<BankEvent>.Refused>(result).Refusal.Code;
}
