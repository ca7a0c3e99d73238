using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;
using Xunit;

namespace WalletFunctions.Tests.Shared.Transactions.Undo;

public sealed class UndoRulesTests
{
    private static readonly TransactionId Other = TransactionId.Derive(Orders.Partner, "other");

    [Fact]
    public void A_reversal_goes_the_way_back_with_the_fee()
    {
        var payment = Settled(Orders.Transfer() with { Type = TransactionType.Payment, Fee = Orders.Usd(50) });
        var terms = Accepted(UndoRules.Reverse(payment));
        Assert.Equal(new UndoTerms(Orders.Usd(1250), Orders.Usd(50), Orders.Bob, Orders.Alice, PostingId.Parse("credit")), terms);
    }

    [Fact]
    public void A_refund_goes_the_way_back_without_the_fee()
    {
        var payment = Settled(Orders.Transfer() with { Type = TransactionType.Payment, Fee = Orders.Usd(50) });
        Assert.Equal(new UndoTerms(Orders.Usd(10), null, Orders.Bob, Orders.Alice, PostingId.Parse("credit")), Accepted(UndoRules.Refund(payment, Orders.Usd(10))));
    }

    [Fact]
    public void A_fee_is_paid_back_by_the_fee_wallet_and_only_whole()
    {
        var fee = Settled(Orders.Transfer() with { Type = TransactionType.Fee, Destination = null });
        var terms = Accepted(UndoRules.Reverse(fee));
        Assert.Equal((null, Orders.Alice), (terms.Source, terms.Destination));
        Assert.Equal("not-reversible", Code(UndoRules.Refund(fee, Orders.Usd(1))));
    }

    [Fact]
    public void A_deposit_leaves_by_the_bank()
    {
        var terms = Accepted(UndoRules.Reverse(Settled(Orders.Deposit())));
        Assert.Equal((Orders.Alice, null), (terms.Source, terms.Destination));
    }

    [Theory]
    [InlineData(TransactionType.Withdrawal)]
    [InlineData(TransactionType.Reversal)]
    [InlineData(TransactionType.Refund)]
    [InlineData(TransactionType.Cancellation)]
    public void What_left_the_bank_or_took_back_is_never_taken_back(TransactionType type)
    {
        var original = Settled(Orders.Transfer() with { Type = type });
        Assert.Equal("not-reversible", Code(UndoRules.Reverse(original)));
        Assert.Equal("not-reversible", Code(UndoRules.Refund(original, Orders.Usd(1))));
    }

    [Fact]
    public void What_a_chargeback_has_given_back_is_not_given_back_once_more()
    {
        var disputed = Settled(Orders.Deposit()) with { Status = TransactionStatus.Disputed };
        Assert.Equal("illegal-transition", Code(UndoRules.Reverse(disputed)));
        Assert.Equal("illegal-transition", Code(UndoRules.Refund(disputed, Orders.Usd(1))));
    }

    [Fact]
    public void A_leg_is_not_reversed_alone_and_can_be_refunded()
    {
        var leg = Settled(Orders.Transfer() with { Session = Other });
        Assert.Equal("not-reversible", Code(UndoRules.Reverse(leg)));
        Assert.Equal(Orders.Usd(1), Accepted(UndoRules.Refund(leg, Orders.Usd(1))).Amount);
    }

    [Theory]
    [InlineData(TransactionStatus.Initiated)]
    [InlineData(TransactionStatus.Review)]
    [InlineData(TransactionStatus.Processed)]
    [InlineData(TransactionStatus.Declined)]
    [InlineData(TransactionStatus.Failed)]
    [InlineData(TransactionStatus.Canceled)]
    public void Only_what_settled_is_taken_back_and_the_states_are_named(TransactionStatus status)
    {
        var original = Settled(Orders.Transfer()) with { Status = status };
        foreach (var result in new[] { UndoRules.Reverse(original), UndoRules.Refund(original, Orders.Usd(1)) })
        {
            var refusal = Refusal(result);
            Assert.Equal("illegal-transition", refusal.Code);
            Assert.Contains(status.ToString().ToLowerInvariant(), refusal.Detail, StringComparison.Ordinal);
            Assert.Contains("settled", refusal.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_was_reversed_names_its_reversal()
    {
        var reversed = Settled(Orders.Transfer()) with { Status = TransactionStatus.Reversed, ReversedBy = Other };
        foreach (var result in new[] { UndoRules.Reverse(reversed), UndoRules.Refund(reversed, Orders.Usd(1)) })
        {
            Assert.Equal(("already-reversed", Other), (Refusal(result).Code, Refusal(result).ReversedBy));
        }
    }

    [Fact]
    public void What_was_refunded_is_reversed_no_more()
    {
        var refunded = Settled(Orders.Transfer()) with { Refunds = [new Refund(Other, Orders.Usd(1))] };
        Assert.Equal("partly-refunded", Code(UndoRules.Reverse(refunded)));
    }

    [Theory]
    [InlineData(250, null)]
    [InlineData(251, "refund-exceeds-original")]
    public void Refunds_are_never_more_than_the_original_together(long minor, string? code)
    {
        var refunded = Settled(Orders.Transfer()) with { Refunds = [new Refund(Other, Orders.Usd(400)), new Refund(Other, Orders.Usd(600))] };
        var result = UndoRules.Refund(refunded, Orders.Usd(minor));
        Assert.Equal(code, result is Result<UndoTerms>.Refused ? Code(result) : null);
    }

    [Fact]
    public void A_transaction_has_so_many_refunds_and_not_one_more()
    {
        var refunds = Enumerable.Repeat(new Refund(Other, Orders.Usd(1)), UndoRules.MaxRefunds).ToArray();
        Assert.Equal("too-many-refunds", Code(UndoRules.Refund(Settled(Orders.Transfer()) with { Refunds = refunds }, Orders.Usd(1))));
        Assert.IsType<Result<UndoTerms>.Accepted>(UndoRules.Refund(Settled(Orders.Transfer()) with { Refunds = refunds[1..] }, Orders.Usd(1)));
    }

    [Fact]
    public void A_refund_is_of_the_currency_of_its_original() =>
        Assert.Equal("currency-mismatch", Code(UndoRules.Refund(Settled(Orders.Transfer()), new Money(1, Currency.Parse("EUR")))));

    [Fact]
    public void Marks_are_made_once()
    {
        var original = Settled(Orders.Transfer());
        var reversal = Orders.Transfer() with { Id = Other, Type = TransactionType.Reversal };
        var mark = UndoMarks.Mark(original, reversal, Orders.Now.AddDays(1))!;
        var reversed = mark.Transaction;
        Assert.Equal((TransactionStatus.Reversed, Other), (reversed.Status, reversed.ReversedBy));
        Assert.Equal((TransactionStatus.Settled, TransactionStatus.Reversed), (mark.Change.From, mark.Change.To));
        Assert.Null(UndoMarks.Mark(reversed, reversal, Orders.Now.AddDays(2)));
        Assert.Throws<InvalidOperationException>(() => UndoMarks.Mark(reversed, reversal with { Id = original.Order.Id }, Orders.Now));

        var refund = reversal with { Type = TransactionType.Refund, Amount = Orders.Usd(3) };
        var refunded = UndoMarks.Mark(original, refund, Orders.Now)!.Transaction;
        Assert.Equal((TransactionStatus.Settled, Orders.Usd(3)), (refunded.Status, refunded.Refunded()));
        Assert.Null(UndoMarks.Mark(refunded, refund, Orders.Now));
        Assert.Throws<InvalidOperationException>(() => UndoMarks.Mark(original, Orders.Transfer(), Orders.Now));
    }

    internal static Transaction Settled(TransactionOrder order) => new()
    {
        Order = order,
        IdempotencyKey = "key-1",
        Fingerprint = "f",
        Request = default,
        TraceId = "trace",
        Status = TransactionStatus.Settled,
        Bookings = [Booking("debit", order.Source, EntryDirection.Debit), Booking("credit", order.Destination, EntryDirection.Credit)],
        UpdatedAt = Orders.Now,
    };

    private static Booking Booking(string posting, WalletId? wallet, EntryDirection direction)
    {
        var booking = Orders.Booking(wallet ?? Orders.Carol);
        return booking with { Posting = PostingId.Parse(posting), Entries = wallet is null ? [] : [booking.Entries[0] with { Direction = direction }] };
    }

    private static UndoTerms Accepted(Result<UndoTerms> result) => Assert.IsType<Result<UndoTerms>.Accepted>(result).Value;

    private static Refusal Refusal(Result<UndoTerms> result) => Assert.IsType<Result<UndoTerms>.Refused>(result).Refusal;

    private static string Code(Result<UndoTerms> result) => Refusal(result).Code;
}
