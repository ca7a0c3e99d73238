using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing.Banking;
using WalletFunctions.Transactions.Reviews;
using Xunit;

namespace WalletFunctions.Tests.Functions.Wallets.Status;

/// <summary>Each row of the table in the README of wallets: what a status does to what is asked for, and to what runs.</summary>
public sealed class StatusEffectTests : IAsyncLifetime
{
    private const long Funds = 1_000;
    private const long Minor = 400;
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FixedGate _gate = new(RiskDecision.Approve);
    private readonly TransactionBench _bench;
    private WalletId _wallet;
    private WalletId _other;
    private int _changes;

    public StatusEffectTests() => _bench = new TransactionBench(_gate);

    public async Task InitializeAsync()
    {
        (_wallet, _other) = await _bench.OpenPairAsync(acrossPartitions: false);
        await _bench.FundAsync(_wallet, Funds);
        await _bench.FundAsync(_other, Funds);
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData(StatusSide.Partner, WalletStatus.Suspended, "wallet-suspended", "AC06")]
    [InlineData(StatusSide.Partner, WalletStatus.Blocked, "wallet-blocked", "AC06")]
    [InlineData(StatusSide.Bank, WalletStatus.Blocked, "wallet-blocked", "AC06")]
    [InlineData(StatusSide.Partner, WalletStatus.Closed, "wallet-closed", "AC04")]
    public async Task A_new_debit_is_refused(StatusSide side, WalletStatus status, string code, string isoReason)
    {
        await SetAsync(status, side);
        foreach (var body in new[] { TransactionBench.TransferOf(_wallet, _other, Minor), TransactionBench.WithdrawalOf(_wallet, Minor) })
        {
            var answer = await _bench.PostAsync(body, body);
            Assert.Equal((422, code, isoReason), (answer.StatusCode, answer.Transaction.Refusal!.Code, answer.Transaction.Refusal.Reason().IsoReason));
        }

        Assert.Empty(_bench.Bank.Instructed);
    }

    [Theory]
    [InlineData(StatusSide.Partner, WalletStatus.Suspended, null)]
    [InlineData(StatusSide.Partner, WalletStatus.Blocked, "wallet-blocked")]
    [InlineData(StatusSide.Bank, WalletStatus.Blocked, "wallet-blocked")]
    [InlineData(StatusSide.Partner, WalletStatus.Closed, "wallet-closed")]
    public async Task A_new_credit_is_taken_by_a_suspended_wallet_alone_and_a_refused_one_leaves_the_banks_event_open(StatusSide side, WalletStatus status, string? code)
    {
        var eventId = await _bench.ReceiveAsync(_wallet, Minor);
        await SetAsync(status, side);
        foreach (var body in new[] { TransactionBench.TransferOf(_other, _wallet, Minor), TransactionBench.DepositOf(_wallet, Minor, eventId) })
        {
            var answer = await _bench.PostAsync(body, body);
            Assert.Equal((code is null ? 201 : 422, code), (answer.StatusCode, answer.Transaction.Refusal?.Code));
        }

        await _bench.Engine.RestAsync();
        var bankEvent = await _bench.BankEvents.FindAsync(Orders.Partner, BankEventKey.Derive(Orders.Partner, eventId), None);
        Assert.Equal(code is null ? BankEventState.Fulfilled : BankEventState.Open, bankEvent!.Value.State);
    }

    [Theory]
    [InlineData(WalletStatus.Suspended, true)]
    [InlineData(WalletStatus.Suspended, false)]
    [InlineData(WalletStatus.Blocked, true)]
    [InlineData(WalletStatus.Blocked, false)]
    public async Task What_waits_for_the_bank_ends_by_the_banks_word_and_is_never_stopped_by_a_status(WalletStatus status, bool isSettled)
    {
        _bench.Bank.Outcome = _ => new BankAnswer.Pending();
        Assert.Equal(202, (await _bench.PostAsync("key", TransactionBench.WithdrawalOf(_wallet, Minor))).StatusCode);
        await SetAsync(status, StatusSide.Bank);
        _bench.Bank.Outcome = isSettled ? FakeBank.Settles : FakeBank.Rejects("AC04");
        await _bench.Engine.RestAsync();
        Assert.Equal(isSettled ? TransactionStatus.Settled : TransactionStatus.Failed, (await _bench.FindAsync("key")).Status);
        await AssertStandsAsync(_wallet, isSettled ? Funds - Minor : Funds);
    }

    [Theory]
    [InlineData(WalletStatus.Suspended, true)]
    [InlineData(WalletStatus.Blocked, true)]
    [InlineData(WalletStatus.Blocked, false)]
    public async Task What_is_in_review_has_its_funds_reserved_and_ends_as_it_is_decided(WalletStatus status, bool isApproved)
    {
        _gate.Decision = RiskDecision.Review;
        Assert.Equal(202, (await _bench.PostAsync("key", TransactionBench.TransferOf(_wallet, _other, Minor))).StatusCode);
        await SetAsync(status, StatusSide.Bank);
        await DecideAsync(isApproved ? ReviewVerdict.Approve : ReviewVerdict.Decline);
        await _bench.Engine.RestAsync();
        Assert.Equal(isApproved ? TransactionStatus.Settled : TransactionStatus.Declined, (await _bench.FindAsync("key")).Status);
        await AssertStandsAsync(_wallet, isApproved ? Funds - Minor : Funds);
    }

    [Theory]
    [InlineData(WalletStatus.Suspended)]
    [InlineData(WalletStatus.Blocked)]
    public async Task A_destination_that_is_blocked_while_a_transfer_runs_still_gets_what_was_reserved_for_it(WalletStatus status)
    {
        _gate.Decision = RiskDecision.Review;
        Assert.Equal(202, (await _bench.PostAsync("key", TransactionBench.TransferOf(_other, _wallet, Minor))).StatusCode);
        await SetAsync(status, StatusSide.Bank);
        await DecideAsync(ReviewVerdict.Approve);
        await _bench.Engine.RestAsync();
        await AssertStandsAsync(_wallet, Funds + Minor);
    }

    [Theory]
    [InlineData("money")]
    [InlineData("hold")]
    [InlineData("reservation")]
    public async Task A_wallet_with_money_a_hold_or_a_reservation_cannot_close_and_says_the_numbers(string what)
    {
        _gate.Decision = RiskDecision.Review;
        var parked = what switch
        {
            "money" => null,
            "hold" => TransactionBench.TransferOf(_wallet, _other, Funds),
            _ => TransactionBench.TransferOf(_other, _wallet, Minor),
        };
        if (what == "reservation")
        {
            _gate.Decision = RiskDecision.Approve;
            Assert.Equal(201, (await _bench.PostAsync("empty", TransactionBench.TransferOf(_wallet, _other, Funds))).StatusCode);
            _gate.Decision = RiskDecision.Review;
        }

        if (parked is not null)
        {
            Assert.Equal(202, (await _bench.PostAsync("key", parked)).StatusCode);
        }

        var refused = Assert.IsType<WalletNotEmpty>((await ChangeAsync(WalletStatus.Closed, StatusSide.Partner)).Refusal);
        Assert.Equal(
            what switch { "money" => (Funds, 0L, 0L), "hold" => (Funds, Funds, 0L), _ => (0L, 0L, Minor) },
            (refused.Posted.Minor, refused.Held.Minor, refused.Inbound.Minor));
        Assert.Equal(WalletStatus.Active, (await _bench.WalletAsync(_wallet)).Status);
    }

    [Theory]
    [InlineData(WalletStatus.Suspended, "wallet-suspended")]
    [InlineData(WalletStatus.Blocked, "wallet-blocked")]
    [InlineData(WalletStatus.Closed, "wallet-closed")]
    public async Task What_came_in_is_not_taken_back_from_it_by_request(WalletStatus status, string code)
    {
        Assert.Equal(201, (await _bench.PostAsync("key", TransactionBench.TransferOf(_other, _wallet, Minor))).StatusCode);
        await SetAsync(status, StatusSide.Partner);
        var reversal = await _bench.ReverseAsync("back", TransactionId.Derive(Orders.Partner, "key"));
        Assert.Equal((422, code), (reversal!.StatusCode, reversal.Transaction.Refusal!.Code));
    }

    [Theory]
    [InlineData(WalletStatus.Suspended, false)]
    [InlineData(WalletStatus.Closed, true)]
    public async Task What_went_out_comes_back_to_it_by_a_reversal_and_from_a_closed_one_to_suspense_with_a_break(WalletStatus status, bool isDiverted)
    {
        Assert.Equal(201, (await _bench.PostAsync("key", TransactionBench.TransferOf(_wallet, _other, Minor))).StatusCode);
        await SetAsync(status, StatusSide.Partner);
        var before = await _bench.BalanceAsync(_wallet);
        Assert.Equal(201, (await _bench.ReverseAsync("back", TransactionId.Derive(Orders.Partner, "key")))!.StatusCode);
        await _bench.Engine.RestAsync();
        await AssertStandsAsync(_wallet, isDiverted ? before : before + Minor);
        Assert.Equal(isDiverted ? [BreakKind.CreditDiverted] : [], _bench.Breaks.All.Select(found => found.Kind));
    }

    [Fact]
    public async Task What_went_out_of_a_blocked_wallet_does_not_come_back_by_request_while_it_is_blocked()
    {
        Assert.Equal(201, (await _bench.PostAsync("key", TransactionBench.TransferOf(_wallet, _other, Minor))).StatusCode);
        await SetAsync(WalletStatus.Blocked, StatusSide.Bank);
        var reversal = await _bench.ReverseAsync("back", TransactionId.Derive(Orders.Partner, "key"));
        Assert.Equal((422, "wallet-blocked"), (reversal!.StatusCode, reversal.Transaction.Refusal!.Code));
        await _bench.Engine.RestAsync();
        await AssertStandsAsync(_wallet, Funds - Minor);
    }

    [Fact]
    public async Task An_open_event_of_the_bank_does_not_keep_a_wallet_from_closing_and_stays_open()
    {
        var eventId = await _bench.ReceiveAsync(_wallet, Minor);
        await SetAsync(WalletStatus.Closed, StatusSide.Partner);
        var bankEvent = await _bench.BankEvents.FindAsync(Orders.Partner, BankEventKey.Derive(Orders.Partner, eventId), None);
        Assert.Equal(BankEventState.Open, bankEvent!.Value.State);
    }

    /// <summary>Sets the status; a wallet that is to be closed is emptied first.</summary>
    private async Task SetAsync(WalletStatus status, StatusSide side)
    {
        if (status == WalletStatus.Closed && await _bench.BalanceAsync(_wallet) is > 0 and var left)
        {
            Assert.Equal(201, (await _bench.PostAsync($"empty-{left}", TransactionBench.TransferOf(_wallet, _other, left))).StatusCode);
            await _bench.Engine.RestAsync();
        }

        Assert.True((await ChangeAsync(status, side)).IsAccepted);
    }

    private Task<LedgerResult<WalletView>> ChangeAsync(WalletStatus status, StatusSide side) => _bench.Ledger.ChangeStatusAsync(
        new ChangeWalletStatus { Partner = Orders.Partner, Wallet = _wallet, Side = side, Status = status, ChangeId = $"c-{++_changes}" }, None);

    private Task<Result<Review>> DecideAsync(ReviewVerdict verdict) => _bench.Desk.DecideAsync(
        Orders.Partner, TransactionId.Derive(Orders.Partner, "key"), OperatorId.Parse("alice"), new ReviewDecision(verdict, "because"), _bench.Engine, None);

    private async Task AssertStandsAsync(WalletId wallet, long balance)
    {
        var stands = await _bench.WalletAsync(wallet);
        Assert.Equal((balance, 0L, 0L), (stands.Posted.Minor, stands.Held.Minor, stands.Inbound.Minor));
    }
}
