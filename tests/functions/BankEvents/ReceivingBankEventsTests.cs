using System.Text.Json.Nodes;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.BankEvents;

/// <summary>Messages of the bank from the queue to whose matter they are: each type valid, repeated, malformed, out of order, about nothing we know.</summary>
public sealed class ReceivingBankEventsTests : IAsyncLifetime
{
    private readonly RecordingHandler _handler = new();
    private BankEventBench _bench = null!;

    public static TheoryData<BankEventType> Types() => [.. Enum.GetValues<BankEventType>()];

    public async Task InitializeAsync() => _bench = await new BankEventBench(_handler).OpenAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Ten_deliveries_of_an_event_have_one_effect(BankEventType type)
    {
        var message = _bench.MessageOf(type);
        for (var delivery = 0; delivery < 10; delivery++)
        {
            Assert.Null(await _bench.ReceiveAsync(message));
        }

        var kept = await _bench.EventAsync();
        var course = BankEventRule.Of(type).Course;
        Assert.Equal(course == BankEventCourse.Delegated ? BankEventState.Open : BankEventState.Recorded, kept.State);
        Assert.Equal(course == BankEventCourse.Delegated ? _bench.Clock.Now.AddDays(1) : null, kept.DeadlineAt);
        Assert.Equal(course == BankEventCourse.Delegated ? null : BankEventEffect.Applied, kept.Effect);
        Assert.Equal(
            (course == BankEventCourse.Notice ? 1 : 0, course == BankEventCourse.Outcome ? 1 : 0, course == BankEventCourse.Delegated ? 1 : 0),
            (_handler.Handled.Count, _bench.Outcomes.Count, _bench.Events.Work.Count));
        Assert.Empty(_bench.Breaks.All);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_message_that_does_not_fit_its_schema_is_set_aside_and_nothing_is_kept(BankEventType type)
    {
        Assert.Equal("malformed-event", await _bench.ReceiveAsync(_bench.MessageOf(type, with: message => message.Remove("occurredAt"))));
        Assert.Equal("malformed-event", await _bench.ReceiveAsync(_bench.MessageOf(type, with: message => message["more"] = 1)));
        Assert.Null(await _bench.Events.FindAsync(Orders.Partner, BankEventBench.Key, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_message_whose_work_failed_comes_again_and_is_worked_on(BankEventType type)
    {
        // The inbox row is written, and whatever comes next fails once.
        var calls = await CallsOfAsync(type);
        for (var at = 1; at <= calls; at++)
        {
            await using var bench = await new BankEventBench(new RecordingHandler()).OpenAsync();
            bench.Dying.At = at;
            Assert.Null(await bench.ReceiveAsync(bench.MessageOf(type)));
            Assert.NotNull(bench.Dying.Died);
            var kept = await bench.EventAsync();
            Assert.Equal(BankEventRule.Of(type).Course == BankEventCourse.Delegated ? null : BankEventEffect.Applied, kept.Effect);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task An_event_about_an_unknown_wallet_is_set_aside_and_money_opens_a_break(BankEventType type)
    {
        if (type == BankEventType.CustomerKycChanged)
        {
            return;
        }

        var unknown = WalletId.Derive(Orders.Partner, "nobody", 0).Value;
        var reason = await _bench.ReceiveAsync(_bench.MessageOf(type, with: message => message["walletId"] = unknown));
        var rule = BankEventRule.Of(type);

        // The outcome of an instruction is found by its reference alone.
        Assert.Equal(rule.Course == BankEventCourse.Outcome ? null : "unknown-wallet", reason);
        Assert.Equal(rule is { CarriesMoney: true, Course: BankEventCourse.Delegated } ? 1 : 0, _bench.Breaks.All.Count);
    }

    [Fact]
    public async Task Another_event_under_a_known_id_is_set_aside_and_opens_a_break()
    {
        Assert.Null(await _bench.ReceiveAsync(_bench.MessageOf(BankEventType.DepositReceived)));
        var other = _bench.MessageOf(BankEventType.DepositReceived, with: message => message["amount"]!["value"] = 9);
        Assert.Equal("event-id-reused", await _bench.ReceiveAsync(other));
        Assert.Equal("event-id-reused", await _bench.ReceiveAsync(other));
        Assert.Single(_bench.Breaks.All);
        Assert.Equal(BankEventBench.Minor, (await _bench.EventAsync()).Money().Minor);
    }

    [Theory]
    [InlineData("unknown-partner", "partnerId", "\"nobody\"")]
    [InlineData("currency-mismatch", "amount", "{\"value\":1,\"currency\":\"EUR\"}")]
    public async Task What_fits_no_partner_or_wallet_is_set_aside(string reason, string field, string value) => Assert.Equal(
        reason, await _bench.ReceiveAsync(_bench.MessageOf(BankEventType.PaymentReturned, with: message => message[field] = JsonNode.Parse(value))));

    [Theory]
    [InlineData(BankEventType.WithdrawalSettled, true, null)]
    [InlineData(BankEventType.WithdrawalRejected, false, "AC04")]
    [InlineData(BankEventType.DepositReceived, true, null)]
    public async Task What_became_of_an_instruction_of_ours_is_its_transactions_outcome_and_delegated_to_nobody(BankEventType type, bool isSettled, string? code)
    {
        await _bench.ReceiveAsync(_bench.MessageOf(type, with: message => message["instructionReference"] = "txn_abcdefghijklmnop"));
        var (reference, outcome) = Assert.Single(_bench.Outcomes);
        Assert.Equal(("txn_abcdefghijklmnop", isSettled, code), (reference.Value, outcome.IsSettled, outcome.RejectionCode));
        Assert.Equal((BankEventBench.Key, Orders.Usd(BankEventBench.Minor), _bench.Wallet), (outcome.Event, outcome.Amount, outcome.Wallet!.Value));
        Assert.Equal(BankEventState.Recorded, (await _bench.EventAsync()).State);
        Assert.Empty(_bench.Started);
    }

    [Fact]
    public async Task What_the_sender_wrote_never_passes_for_a_reference_of_ours()
    {
        await _bench.ReceiveAsync(_bench.MessageOf(BankEventType.DepositReceived, with: message => message["reference"] = "txn_abcdefghijklmnop"));
        Assert.Empty(_bench.Outcomes);
        Assert.Equal(BankEventState.Open, (await _bench.EventAsync()).State);
    }

    [Fact]
    public async Task What_became_of_a_return_to_the_sender_is_found_out_by_asking()
    {
        await _bench.ReceiveAsync(_bench.MessageOf(BankEventType.DepositReceived));
        Assert.Null(await _bench.ReceiveAsync(_bench.MessageOf(
            BankEventType.WithdrawalSettled, "e-2", message => message["instructionReference"] = BankReference.Of(BankEventBench.Key).Value)));
        Assert.Empty(_bench.Outcomes);
    }

    [Theory]
    [InlineData(BankEventEffect.Outdated, null)]
    [InlineData(BankEventEffect.UnknownSubject, "unknown-subject")]
    public async Task A_notice_that_changes_nothing_is_kept_all_the_same(BankEventEffect effect, string? deadLetter)
    {
        _handler.Effect = effect;
        Assert.Equal(deadLetter, await _bench.ReceiveAsync(_bench.MessageOf(BankEventType.WalletBlocked)));
        Assert.Equal((BankEventState.Recorded, effect), ((await _bench.EventAsync()).State, (await _bench.EventAsync()).Effect));
        Assert.Empty(_bench.Events.Work);
    }

    [Fact]
    public async Task Notices_out_of_order_reach_their_handler_with_the_banks_count()
    {
        foreach (var version in new[] { 3, 1, 2 })
        {
            await _bench.ReceiveAsync(_bench.MessageOf(BankEventType.WalletBlocked, $"e-{version}", message => message["version"] = version));
        }

        Assert.Equal([3L, 1L, 2L], _handler.Handled.Select(bankEvent => bankEvent.Version!.Value));
    }

    [Fact]
    public async Task Money_that_comes_out_of_order_is_never_dropped_for_its_age()
    {
        foreach (var day in new[] { "2026-03-01", "2020-01-01" })
        {
            Assert.Null(await _bench.ReceiveAsync(_bench.MessageOf(
                BankEventType.DepositReceived, $"e-{day}", message => message["occurredAt"] = $"{day}T00:00:00Z")));
            var kept = await _bench.Events.FindAsync(Orders.Partner, BankEventKey.Derive(Orders.Partner, $"e-{day}"), CancellationToken.None);
            Assert.Equal(BankEventState.Open, kept!.Value.State);
        }
    }

    [Fact]
    public async Task A_notice_that_nobody_handles_is_kept_and_comes_again()
    {
        await using var bench = await new BankEventBench().OpenAsync();
        var message = bench.MessageOf(BankEventType.WalletBlocked);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.ReceiveAsync(message));
        Assert.Single(bench.Events.Work);
    }

    private static async Task<int> CallsOfAsync(BankEventType type)
    {
        await using var bench = await new BankEventBench(new RecordingHandler()).OpenAsync();
        await bench.ReceiveAsync(bench.MessageOf(type));
        return bench.Dying.Calls;
    }

    public sealed class RecordingHandler : IBankNoticeHandler
    {
        public List<BankEvent> Handled { get; } = [];

        public BankEventEffect Effect { get; set; } = BankEventEffect.Applied;

        public bool Handles(BankEventType type) => BankEventRule.Of(type).Course == BankEventCourse.Notice;

        public Task<BankEventEffect> HandleAsync(BankEvent bankEvent, CancellationToken cancellationToken)
        {
            Handled.Add(bankEvent);
            return Task.FromResult(Effect);
        }
    }

    [Fact]
    public async Task Money_that_comes_back_and_that_no_wallet_ever_paid_is_nobodys_to_claim()
    {
        await using var bench = await new BankEventBench().OpenAsync();
        bench.Uncharged = TransactionId.Derive(Orders.Partner, "failed");
        var message = bench.MessageOf(BankEventType.PaymentReturned, with: json => json["instructionReference"] = bench.Uncharged.Value.Value);
        Assert.Null(await bench.ReceiveAsync(message));

        // What was told when it was received stands.
        bench.Uncharged = null;
        Assert.Null(await bench.ReceiveAsync(message));
        var bankEvent = await bench.EventAsync();
        Assert.Equal((BankEventState.Recorded, BankEventEffect.Applied, null), (bankEvent.State, bankEvent.Effect!.Value, bankEvent.DeadlineAt));
        Assert.Single(bench.TakenBack);
        Assert.Empty(bench.Started);
        Assert.Empty(bench.Events.Work);
        Assert.False(await new AnsweringTransaction(bench, TransactionType.Deposit, "first").ClaimAsync());
    }
}
