using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.Banking;

public sealed class BankOutcomesTests
{
    [Theory]
    [InlineData(true, OutcomeDecision.Settled, null)]
    [InlineData(false, OutcomeDecision.Rejected, "beneficiary-account-closed")]
    public async Task What_the_bank_tells_first_is_the_transactions_outcome_and_wakes_it(bool isSettled, OutcomeDecision decision, string? reason)
    {
        await using var bench = await new OutcomeBench().WithAsync(TransactionStatus.Processed);
        Assert.Equal(BankReport.Decided, await (isSettled ? bench.SettledAsync() : bench.RejectedAsync()));
        var standing = (await bench.StandingAsync())!;
        Assert.Equal((decision, "bank", reason), (standing.Decision, standing.By, standing.ReasonCode));
        Assert.Equal(1, bench.Waker.Woken);
        Assert.Empty(bench.Breaks.All);
    }

    [Fact]
    public async Task The_same_event_again_wakes_the_transaction_again_as_long_as_it_waits()
    {
        await using var bench = await new OutcomeBench().WithAsync(TransactionStatus.Processed);
        Assert.Equal(BankReport.Decided, await bench.SettledAsync());
        Assert.Equal(BankReport.Decided, await bench.SettledAsync());
        Assert.Equal(2, bench.Waker.Woken);
        await bench.SetStatusAsync(TransactionStatus.Settled);
        await bench.SettledAsync();
        Assert.Equal(2, bench.Waker.Woken);
    }

    [Fact]
    public async Task A_second_settlement_is_nothing_new()
    {
        await using var bench = await new OutcomeBench().WithAsync(TransactionStatus.Settled, bank: OutcomeDecision.Settled);
        Assert.Equal(BankReport.NothingNew, await bench.SettledAsync());
        Assert.Equal(BankReport.NothingNew, await bench.SettledAsync("settled-2"));
        Assert.Empty(bench.Breaks.All);
        Assert.Equal((0, 0), await bench.SystemAsync());
    }

    [Fact]
    public async Task A_rejection_of_what_was_rejected_is_nothing_new()
    {
        await using var bench = await new OutcomeBench().WithAsync(TransactionStatus.Failed, bank: OutcomeDecision.Rejected);
        Assert.Equal(BankReport.NothingNew, await bench.RejectedAsync());
        Assert.Empty(bench.Breaks.All);
    }

    [Theory]
    [InlineData(TransactionStatus.Processed, OutcomeDecision.Proceed, OutcomeDecision.Rejected)]
    [InlineData(TransactionStatus.Declined, OutcomeDecision.Proceed, OutcomeDecision.Rejected)]
    [InlineData(TransactionStatus.Initiated, OutcomeDecision.Canceled, null)]
    [InlineData(TransactionStatus.Canceled, OutcomeDecision.Canceled, null)]
    [InlineData(TransactionStatus.Failed, OutcomeDecision.Proceed, null)]
    [InlineData(TransactionStatus.Declined, null, null)]
    public async Task A_settlement_after_a_release_is_booked_in_suspense_once_and_opens_one_break(
        TransactionStatus status, OutcomeDecision? course, OutcomeDecision? bank)
    {
        await using var bench = await new OutcomeBench().WithAsync(status, course, bank);
        Assert.Equal(BankReport.SettledLate, await bench.SettledAsync());
        Assert.Equal(BankReport.NothingNew, await bench.SettledAsync());
        Assert.Equal(BankReport.NothingNew, await bench.SettledAsync("settled-2"));

        // Money went out that no wallet was charged for: the bank's receivable.
        Assert.Equal((-1_250, 1_250), await bench.SystemAsync());
        var found = bench.TheBreak(BreakKind.SettledAfterRelease);
        Assert.Equal((bench.Order.Id, bench.Order.Source), (found.Transaction, found.Wallet));
        Assert.Contains("12.50 USD", found.Found, StringComparison.Ordinal);
        Assert.Contains(LateSettlement.IdOf(bench.Order.Id).Value, found.ProposedRepair, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settlement_after_a_release_is_booked_though_nobody_has_read_the_partners_terms_yet()
    {
        await using var bench = await new OutcomeBench().WithAsync(TransactionStatus.Failed, bank: OutcomeDecision.Rejected);
        bench.Ledger.NotLoaded.Add(bench.Order.Partner);
        Assert.Equal(BankReport.SettledLate, await bench.SettledAsync());
        Assert.Equal((-1_250, 1_250), await bench.SystemAsync());
    }

    [Fact]
    public async Task Money_that_came_in_after_a_release_is_kept_in_suspense()
    {
        await using var bench = await new OutcomeBench(OutcomeBench.Collection()).WithAsync(TransactionStatus.Canceled, OutcomeDecision.Canceled);
        Assert.Equal(BankReport.SettledLate, await bench.SettledAsync());
        Assert.Equal((1_250, -1_250), await bench.SystemAsync());
    }

    [Theory]
    [InlineData(TransactionStatus.Processed)]
    [InlineData(TransactionStatus.Settled)]
    public async Task A_rejection_of_what_was_settled_opens_a_break_and_books_nothing(TransactionStatus status)
    {
        await using var bench = await new OutcomeBench().WithAsync(status, bank: OutcomeDecision.Settled);
        Assert.Equal(BankReport.Broken, await bench.RejectedAsync());
        Assert.Equal(BankReport.NothingNew, await bench.RejectedAsync());
        bench.TheBreak(BreakKind.RejectedAfterSettlement);
        Assert.Equal((0, 0), await bench.SystemAsync());
        Assert.Equal(OutcomeDecision.Settled, (await bench.StandingAsync())!.Decision);
    }

    [Theory]
    [InlineData("somebody-elses-reference")]
    [InlineData("txn_aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("evt_aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task An_unknown_reference_opens_a_break(string reference)
    {
        await using var bench = await new OutcomeBench().WithAsync(TransactionStatus.Processed);
        Assert.Equal(BankReport.Broken, await bench.TellAsync(bench.Told(true, "e"), BankReference.Parse(reference)));
        Assert.Equal(BankReport.NothingNew, await bench.TellAsync(bench.Told(true, "e"), BankReference.Parse(reference)));
        Assert.Null(bench.TheBreak(BreakKind.UnknownBankReference).Transaction);
        Assert.Null(await bench.StandingAsync());
    }

    [Fact]
    public async Task Money_under_an_unknown_reference_is_not_hidden_by_an_earlier_break_about_something_else()
    {
        await using var bench = await new OutcomeBench().WithAsync(TransactionStatus.Processed);
        var reference = BankReference.Parse("somebody-elses-reference");
        Assert.Equal(BankReport.Broken, await bench.TellAsync(bench.Told(false, "e1"), reference));
        Assert.Equal(BankReport.Broken, await bench.TellAsync(bench.Told(true, "e2"), reference));
        Assert.Equal(2, bench.Breaks.All.Count);
    }

    [Theory]
    [InlineData(TransactionStatus.Initiated, true)]
    [InlineData(TransactionStatus.Review, true)]
    [InlineData(TransactionStatus.Review, false)]
    public async Task What_the_bank_tells_before_it_was_instructed_is_the_transactions_outcome_all_the_same(TransactionStatus status, bool isSettled)
    {
        await using var bench = await new OutcomeBench().WithAsync(status, course: null);
        Assert.Equal(BankReport.Decided, await (isSettled ? bench.SettledAsync() : bench.RejectedAsync()));
        Assert.Equal(isSettled ? OutcomeDecision.Settled : OutcomeDecision.Rejected, (await bench.StandingAsync())!.Decision);
        Assert.Equal(1, bench.Waker.Woken);
        Assert.Empty(bench.Breaks.All);
        Assert.Equal((0, 0), await bench.SystemAsync());
    }

    [Fact]
    public async Task What_answers_an_event_of_the_bank_has_no_outcome_before_it_is_instructed()
    {
        await using var bench = await new OutcomeBench(OutcomeBench.Withdrawal() with { BankEvent = Orders.Event }).WithAsync(TransactionStatus.Review, course: null);
        Assert.Equal(BankReport.Broken, await bench.SettledAsync());
        Assert.Equal(bench.Order.Id, bench.TheBreak(BreakKind.UnknownBankReference).Transaction);
        Assert.Null(await bench.StandingAsync());
    }

    [Fact]
    public async Task A_transaction_that_never_crosses_the_banks_edge_has_no_outcome_there()
    {
        await using var bench = await new OutcomeBench(Orders.Transfer()).WithAsync(TransactionStatus.Processed);
        Assert.Equal(BankReport.Broken, await bench.SettledAsync());
        bench.TheBreak(BreakKind.UnknownBankReference);
        Assert.Null(await bench.StandingAsync());
    }

    [Fact]
    public async Task Another_amount_or_wallet_decides_nothing_and_opens_a_break()
    {
        await using var bench = await new OutcomeBench().WithAsync(TransactionStatus.Processed);
        Assert.Equal(BankReport.Broken, await bench.TellAsync(bench.Told(true, "e") with { Amount = Orders.Usd(1) }));
        bench.TheBreak(BreakKind.BankOutcomeMismatch);
        Assert.Equal(BankReport.Broken, await bench.TellAsync(bench.Told(true, "e2") with { Wallet = WalletId.Derive(Orders.Partner, "another", 0) }));
        Assert.Null(await bench.StandingAsync());
        Assert.Equal(0, bench.Waker.Woken);
    }

    [Theory]
    [InlineData(true, TransactionStatus.Processed)]
    [InlineData(true, TransactionStatus.Settled)]
    [InlineData(false, TransactionStatus.Processed)]
    public async Task Money_that_went_the_other_way_is_no_outcome_and_is_not_lost(bool cameIn, TransactionStatus status)
    {
        await using var bench = await new OutcomeBench(cameIn ? OutcomeBench.Withdrawal() : OutcomeBench.Collection())
            .WithAsync(status, bank: status == TransactionStatus.Settled ? OutcomeDecision.Settled : null);
        Assert.Equal(BankReport.Broken, await bench.TellAsync(bench.Told(true, "e") with { CameIn = cameIn }));
        bench.TheBreak(BreakKind.BankOutcomeMismatch);
        Assert.Equal(0, bench.Waker.Woken);
    }

    [Fact]
    public async Task A_reference_leads_back_to_what_it_was_given_for()
    {
        await using var bench = new OutcomeBench();
        Assert.True(BankReference.Of(bench.Order.Id).TryGetTransaction(out var transaction));
        Assert.Equal(bench.Order.Id, transaction);
        Assert.True(BankReference.Of(Orders.Event).TryGetBankEvent(out var bankEvent));
        Assert.Equal(Orders.Event, bankEvent);
        Assert.False(BankReference.Of(Orders.Event).TryGetTransaction(out _));
        Assert.False(BankReference.TryParse("free text of somebody", out _));
        Assert.False(BankReference.TryParse(new string('a', BankReference.MaxLength + 1), out _));
    }
}
