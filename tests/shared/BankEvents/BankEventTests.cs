using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.BankEvents;

public sealed class BankEventTests
{
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

    [Fact]
    public void No_request_of_a_partner_can_have_the_transaction_of_an_events_own_postings()
    {
        Assert.Null(IdempotencyKey.TryParse($"bank event {Orders.Event}"));
        Assert.Equal(TransactionId.Derive(Orders.Partner, $"bank event {Orders.Event}"), Orders.Event.OwnTransaction(Orders.Partner));
    }

    [Theory]
    [InlineData(BankEventType.DepositReceived, BankEventCourse.Delegated, TransactionType.Deposit, BankEventState.Suspended)]
    [InlineData(BankEventType.PaymentReturned, BankEventCourse.Delegated, TransactionType.Deposit, BankEventState.Suspended)]
    [InlineData(BankEventType.ChargebackReceived, BankEventCourse.Delegated, TransactionType.Withdrawal, BankEventState.Suspended)]
    [InlineData(BankEventType.DirectDebitRequested, BankEventCourse.Delegated, TransactionType.Withdrawal, BankEventState.Rejected)]
    [InlineData(BankEventType.WithdrawalSettled, BankEventCourse.Outcome, null, BankEventState.Recorded)]
    [InlineData(BankEventType.WithdrawalRejected, BankEventCourse.Outcome, null, BankEventState.Recorded)]
    [InlineData(BankEventType.WalletBlocked, BankEventCourse.Notice, null, BankEventState.Recorded)]
    [InlineData(BankEventType.WalletUnblocked, BankEventCourse.Notice, null, BankEventState.Recorded)]
    [InlineData(BankEventType.CustomerKycChanged, BankEventCourse.Notice, null, BankEventState.Recorded)]
    public void Every_kind_has_its_course(BankEventType type, BankEventCourse course, TransactionType? answer, BankEventState unanswered)
    {
        var rule = BankEventRule.Of(type);
        Assert.Equal((course, answer, unanswered), (rule.Course, rule.Answer, rule.Unanswered));
    }

    [Fact]
    public void A_deposit_that_a_collection_of_ours_brought_is_never_the_partners_to_answer()
    {
        Assert.Equal(BankEventCourse.Delegated, (Event() with { Reference = "txn_abcdefghijklmnop" }).Course());
        Assert.Equal(BankEventCourse.Outcome, (Event() with { InstructionReference = "txn_abcdefghijklmnop" }).Course());
        Assert.Equal(BankEventCourse.Delegated, (Event(BankEventType.PaymentReturned) with { InstructionReference = "txn_abcdefghijklmnop" }).Course());
    }

    internal static BankEvent Event(BankEventType type = BankEventType.DepositReceived) => new()
    {
        Partner = Orders.Partner,
        Key = Orders.Event,
        EventId = "bank-1",
        Type = type,
        Wallet = Orders.Alice,
        Amount = Orders.Usd(1250),
        OccurredAt = Orders.Now,
        ReceivedAt = Orders.Now,
        DeadlineAt = Orders.Now.AddDays(1),
        Fingerprint = "f",
    };
}
