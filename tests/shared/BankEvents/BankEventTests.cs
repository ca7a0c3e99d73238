using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.BankEvents;

public sealed class BankEventTests
{
    private static readonly TransactionId Mine = Orders.Deposit().Id;
    private static readonly TransactionId Other = TransactionId.Derive(Orders.Partner, "other");

    [Fact]
    public void An_open_event_is_claimed_under_the_next_number()
    {
        var claimed = BankEventMoves.Claim(Event() with { Claims = 2 }, Mine)!;
        Assert.Equal((BankEventState.Claimed, 3, Mine), (claimed.State, claimed.Claims, claimed.Transaction!.Value));
        Assert.Null(BankEventMoves.Claim(claimed, Other));
    }

    [Fact]
    public void Only_the_claim_that_stands_fulfills_or_returns()
    {
        var claimed = BankEventMoves.Claim(Event(), Mine)!;
        Assert.Equal(BankEventState.Fulfilled, BankEventMoves.Fulfill(claimed, Mine, 1)!.State);
        Assert.Equal(BankEventState.Open, BankEventMoves.Return(claimed, Mine, 1)!.State);
        foreach (var (transaction, claim) in new[] { (Mine, 2), (Other, 1) })
        {
            Assert.Null(BankEventMoves.Fulfill(claimed, transaction, claim));
            Assert.Null(BankEventMoves.Return(claimed, transaction, claim));
        }

        Assert.Null(BankEventMoves.Return(BankEventMoves.Fulfill(claimed, Mine, 1)!, Mine, 1));
    }

    [Fact]
    public void A_claim_after_a_return_posts_under_another_id()
    {
        var again = BankEventMoves.Claim(BankEventMoves.Return(BankEventMoves.Claim(Event(), Mine)!, Mine, 1)!, Other)!;
        Assert.NotEqual(again.Key.PostingOf(1), again.Key.PostingOf(again.Claims));
    }

    [Fact]
    public void A_request_that_says_the_same_agrees() => Assert.Null(BankEventAgreement.Check(Event(), Orders.Deposit()));

    [Fact]
    public void Each_difference_is_named()
    {
        var other = Orders.Deposit() with { Destination = Orders.Bob, Amount = new Money(1250, Currency.Parse("EUR")) };
        var refusal = BankEventAgreement.Check(Event(), other)!;
        Assert.Equal("bank-event-mismatch", refusal.Code);
        Assert.Equal(["destinationWalletId", "amount.currency"], refusal.Faults.Select(fault => fault.Field));
        Assert.Equal(
            ["amount.value"],
            BankEventAgreement.Check(Event(), Orders.Deposit() with { Amount = Orders.Usd(1251) })!.Faults.Select(fault => fault.Field));
        Assert.Equal(["type", "destinationWalletId"], BankEventAgreement.Check(Event(), Orders.Transfer())!.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void An_event_that_another_transaction_has_is_taken()
    {
        var claimed = BankEventMoves.Claim(Event(), Other)!;
        Assert.Equal("bank-event-taken", BankEventAgreement.Check(claimed, Orders.Deposit())!.Code);
        Assert.Null(BankEventAgreement.Check(BankEventMoves.Claim(Event(), Mine)!, Orders.Deposit()));
    }

    [Fact]
    public void Keys_differ_by_partner_and_never_carry_the_banks_text()
    {
        var key = BankEventKey.Derive(Orders.Partner, "x/y#z");
        Assert.NotEqual(key, BankEventKey.Derive(PartnerId.Parse("other"), "x/y#z"));
        Assert.Matches("^evt_[a-z0-9]{26}$", key.Value);
        Assert.True(BankEventKey.TryParse(key.Value, out var read));
        Assert.Equal(key, read);
        Assert.False(BankEventKey.TryParse("evt_x", out _));
    }

    internal static BankEvent Event() => new()
    {
        Partner = Orders.Partner,
        Key = Orders.Event,
        EventId = "bank-1",
        Type = BankEventType.DepositReceived,
        Wallet = Orders.Alice,
        Amount = Orders.Usd(1250),
        OccurredAt = Orders.Now,
        ReceivedAt = Orders.Now,
        Fingerprint = "f",
    };
}
