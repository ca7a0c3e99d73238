using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.BankEvents;

public sealed class BankEventAgreementTests
{
    private static readonly TransactionId Other = TransactionId.Derive(Orders.Partner, "other");

    public static IEnumerable<object[]> Pairs() =>
        from type in Enum.GetValues<BankEventType>() from answer in Enum.GetValues<TransactionType>() select new object[] { type, answer };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Each_type_is_answered_by_its_own_type_of_transaction_alone(BankEventType type, TransactionType answer)
    {
        var refusal = BankEventAgreement.Check(BankEventTests.Event(type), Answer(answer));
        var fits = answer == TransactionType.Deposit
            ? type is BankEventType.DepositReceived or BankEventType.PaymentReturned
            : answer == TransactionType.Withdrawal && type is BankEventType.DirectDebitRequested or BankEventType.ChargebackReceived;
        Assert.Equal(fits, refusal is null);
        Assert.True(fits || (refusal!.Code == "bank-event-mismatch" && refusal.Faults.Any(fault => fault.Field == "type")));
    }

    [Fact]
    public void Each_difference_is_named()
    {
        var other = Orders.Deposit() with { Destination = Orders.Bob, Amount = new Money(1250, Currency.Parse("EUR")) };
        var refusal = BankEventAgreement.Check(BankEventTests.Event(), other)!;
        Assert.Equal("bank-event-mismatch", refusal.Code);
        Assert.Equal(["destinationWalletId", "amount.currency"], refusal.Faults.Select(fault => fault.Field));
        Assert.Equal(
            ["amount.value"],
            BankEventAgreement.Check(BankEventTests.Event(), Orders.Deposit() with { Amount = Orders.Usd(1251) })!.Faults.Select(fault => fault.Field));
        Assert.Equal(["type", "destinationWalletId"], BankEventAgreement.Check(BankEventTests.Event(), Orders.Transfer())!.Faults.Select(fault => fault.Field));
        var withdrawal = Answer(TransactionType.Withdrawal) with { Source = Orders.Bob };
        Assert.Equal(
            ["sourceWalletId"],
            BankEventAgreement.Check(BankEventTests.Event(BankEventType.ChargebackReceived), withdrawal)!.Faults.Select(fault => fault.Field));
    }

    [Theory]
    [InlineData(BankEventState.Open, null)]
    [InlineData(BankEventState.Suspended, null)]
    [InlineData(BankEventState.Claimed, "bank-event-taken")]
    [InlineData(BankEventState.Fulfilled, "bank-event-taken")]
    [InlineData(BankEventState.Rejected, "bank-event-closed")]
    [InlineData(BankEventState.Returning, "bank-event-closed")]
    [InlineData(BankEventState.Returned, "bank-event-closed")]
    [InlineData(BankEventState.Recorded, "bank-event-closed")]
    public void An_event_that_cannot_be_claimed_says_why(BankEventState state, string? code) =>
        Assert.Equal(code, BankEventAgreement.Check(BankEventTests.Event() with { State = state, Transaction = Other }, Orders.Deposit())?.Code);

    [Fact]
    public void The_transaction_that_has_the_event_still_agrees()
    {
        var order = Orders.Deposit();
        Assert.Null(BankEventAgreement.Check(BankEventMoves.Claim(BankEventTests.Event(), order.Id)!, order));
    }

    private static TransactionOrder Answer(TransactionType type) => Orders.Deposit() with
    {
        Type = type,
        Source = type == TransactionType.Deposit ? null : Orders.Alice,
        Destination = type is TransactionType.Withdrawal or TransactionType.Fee ? null : Orders.Alice,
    };
}
