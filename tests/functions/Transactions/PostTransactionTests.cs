using System.Collections.Concurrent;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions;

public sealed class PostTransactionTests : IAsyncLifetime
{
    private readonly TransactionBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_transfer_settles_and_moves_the_money_once(bool acrossPartitions)
    {
        var (source, destination) = await FundedPairAsync(acrossPartitions, 1_000);
        var answer = await _bench.PostAsync("t1", TransactionBench.TransferOf(source, destination, 400));
        Assert.Equal((201, false), (answer.StatusCode, answer.IsReplay));
        Assert.Equal(TransactionStatus.Settled, answer.Transaction.Status);
        Assert.Equal((600, 400), (await _bench.BalanceAsync(source), await _bench.BalanceAsync(destination)));
        Assert.Equal(-1_000, await _bench.SystemSumAsync());
        var marks = answer.Transaction.Watermarks().ToDictionary(mark => mark.Wallet, mark => (mark.Sequence, mark.Balance.Minor));
        Assert.Equal((2, 600), marks[source]);
        Assert.Equal((1, 400), marks[destination]);
    }

    [Fact]
    public async Task Replay_with_same_key_returns_the_first_result_byte_for_byte()
    {
        var (source, destination) = await FundedPairAsync(false, 1_000);
        var body = TransactionBench.TransferOf(source, destination, 400);
        var first = await _bench.PostAsync("t1", body);
        var again = await _bench.PostAsync("t1", body);
        Assert.True(again.IsReplay);
        Assert.Equal((first.StatusCode, first.Text), (again.StatusCode, again.Text));
        Assert.Equal(600, await _bench.BalanceAsync(source));
    }

    [Fact]
    public async Task The_same_key_with_another_payload_is_refused_and_changes_nothing()
    {
        var (source, destination) = await FundedPairAsync(false, 1_000);
        await _bench.PostAsync("t1", TransactionBench.TransferOf(source, destination, 400));
        Assert.True((await _bench.PostAsync("t1", TransactionBench.TransferOf(source, destination, 401))).IsKeyReused);
        Assert.Equal(600, await _bench.BalanceAsync(source));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_overdraft_is_declined_and_stays_declined(bool acrossPartitions)
    {
        var (source, destination) = await FundedPairAsync(acrossPartitions, 1_000);
        var body = TransactionBench.TransferOf(source, destination, 1_001);
        var declined = await _bench.PostAsync("t1", body);
        Assert.Equal(422, declined.StatusCode);
        Assert.Equal("insufficient-funds", declined.Transaction.Refusal!.Code);
        Assert.Contains("\"isoReason\":\"AM04\"", declined.Text, StringComparison.Ordinal);
        Assert.Contains("\"reverseProvisional\":true", declined.Text, StringComparison.Ordinal);

        await _bench.FundAsync(source, 5_000);
        Assert.Equal(declined.Text, (await _bench.PostAsync("t1", body)).Text);
        Assert.Equal((6_000, 0), (await _bench.BalanceAsync(source), await _bench.BalanceAsync(destination)));
        Assert.Equal((0, 0), ((await _bench.WalletAsync(source)).Held.Minor, (await _bench.WalletAsync(destination)).Inbound.Minor));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fifty_posts_at_once_with_one_key_have_one_effect_and_one_answer(bool acrossPartitions)
    {
        var (source, destination) = await FundedPairAsync(acrossPartitions, 1_000);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ =>
            Task.Run(() => _bench.PostAsync("t1", TransactionBench.TransferOf(source, destination, 400)))));
        Assert.All(answers, answer => Assert.Equal((201, answers[0].Text), (answer.StatusCode, answer.Text)));
        Assert.Single(answers, answer => !answer.IsReplay);
        Assert.Equal((600, 400), (await _bench.BalanceAsync(source), await _bench.BalanceAsync(destination)));
    }

    [Fact]
    public async Task What_reads_a_row_is_a_stored_refusal_that_no_orchestration_was_needed_for()
    {
        var (source, destination) = await FundedPairAsync(false, 1_000);
        var unknown = WalletId.Derive(Orders.Partner, "nobody", 0);
        var euro = await _bench.OpenAsync("euro", "EUR");
        var started = _bench.Engine.Started.Count;
        await AssertDeclinedAsync("unknown-source-wallet", "AC01", TransactionBench.TransferOf(unknown, destination, 1));
        await AssertDeclinedAsync("unknown-destination-wallet", "AC03", TransactionBench.TransferOf(source, unknown, 1));
        await AssertDeclinedAsync("currency-mismatch", "AM03", TransactionBench.TransferOf(source, euro, 1));
        await AssertDeclinedAsync("bank-event-unknown", "MS03", TransactionBench.DepositOf(source, 1, "never"));
        Assert.Equal(started, _bench.Engine.Started.Count);

        async Task AssertDeclinedAsync(string code, string isoReason, string body)
        {
            var answer = await _bench.PostAsync(code, body);
            Assert.Equal(422, answer.StatusCode);
            Assert.Contains($"\"reasonCode\":\"{code}\"", answer.Text, StringComparison.Ordinal);
            Assert.Contains($"\"isoReason\":\"{isoReason}\"", answer.Text, StringComparison.Ordinal);
            Assert.Equal(answer.Text, (await _bench.PostAsync(code, body)).Text);
        }
    }

    [Fact]
    public async Task A_deposit_credits_against_its_event_once()
    {
        var wallet = await _bench.OpenAsync("w");
        var eventId = await _bench.ReceiveAsync(wallet, 700);
        Assert.Equal(201, (await _bench.PostAsync("d1", TransactionBench.DepositOf(wallet, 700, eventId))).StatusCode);
        Assert.Equal("bank-event-taken", (await _bench.PostAsync("d2", TransactionBench.DepositOf(wallet, 700, eventId))).Transaction.Refusal!.Code);
        Assert.Equal((700, -700), (await _bench.BalanceAsync(wallet), await _bench.SystemSumAsync()));
        Assert.Equal(BankEventState.Fulfilled, await EventStateAsync(eventId));
    }

    [Fact]
    public async Task A_deposit_that_says_something_else_than_its_event_is_refused_with_the_difference_named()
    {
        var wallet = await _bench.OpenAsync("w");
        var eventId = await _bench.ReceiveAsync(wallet, 700);
        var declined = await _bench.PostAsync("d1", TransactionBench.DepositOf(wallet, 701, eventId));
        Assert.Equal("bank-event-mismatch", declined.Transaction.Refusal!.Code);
        Assert.Contains("\"field\":\"amount.value\"", declined.Text, StringComparison.Ordinal);
        Assert.Equal(201, (await _bench.PostAsync("d2", TransactionBench.DepositOf(wallet, 700, eventId))).StatusCode);
    }

    [Fact]
    public async Task Of_many_deposits_for_one_event_one_wins()
    {
        var wallet = await _bench.OpenAsync("w");
        var eventId = await _bench.ReceiveAsync(wallet, 700);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(number =>
            Task.Run(() => _bench.PostAsync($"d{number}", TransactionBench.DepositOf(wallet, 700, eventId)))));
        Assert.Single(answers, answer => answer.StatusCode == 201);
        Assert.All(answers.Where(answer => answer.StatusCode != 201), answer => Assert.Equal("bank-event-taken", answer.Transaction.Refusal!.Code));
        Assert.Equal(700, await _bench.BalanceAsync(wallet));
    }

    [Fact]
    public async Task A_deposit_that_the_wallet_cannot_take_gives_its_event_back()
    {
        var wallet = await _bench.OpenAsync("w");
        var eventId = await _bench.ReceiveAsync(wallet, 700);
        await BlockAsync(wallet, WalletStatus.Blocked);
        var declined = await _bench.PostAsync("d1", TransactionBench.DepositOf(wallet, 700, eventId));
        Assert.Equal("wallet-blocked", declined.Transaction.Refusal!.Code);
        Assert.Equal(BankEventState.Open, await EventStateAsync(eventId));

        await BlockAsync(wallet, WalletStatus.Active);
        Assert.Equal(201, (await _bench.PostAsync("d2", TransactionBench.DepositOf(wallet, 700, eventId))).StatusCode);
        Assert.Equal(700, await _bench.BalanceAsync(wallet));
    }

    [Theory]
    [InlineData(RiskDecision.Decline)]
    [InlineData(RiskDecision.Undecided)]
    public async Task Anything_but_an_approval_or_a_review_ends_the_transaction_and_tells_no_detail(RiskDecision decision)
    {
        await using var bench = new TransactionBench(new Gate(decision));
        var (source, destination) = await bench.OpenPairAsync(false);
        var declined = await bench.PostAsync("t1", TransactionBench.TransferOf(source, destination, 1));
        Assert.Equal(422, declined.StatusCode);
        Assert.Contains("\"category\":\"fraud\"", declined.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("velocity", declined.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fraud_and_screening_are_asked_about_people_and_device()
    {
        var gate = new Gate(RiskDecision.Approve);
        await using var bench = new TransactionBench(gate);
        var (source, destination) = await bench.OpenPairAsync(false);
        await bench.FundAsync(source, 10);
        var body = TransactionBench.TransferOf(source, destination, 1);
        await bench.PostAsync("t1", body.Insert(body.Length - 1, ",\"device\":{\"fingerprint\":\"d-1\"},\"reference\":\"rent\""));
        var question = gate.Questions.Single(asked => asked.TransactionId == IdOf("t1"));
        Assert.Equal(("Name of source", "DE", source), (question.Source!.Name, question.Source.Country, question.Source.WalletId));
        Assert.Equal(destination, question.Destination!.WalletId);
        Assert.Equal(("d-1", "rent", "transfer"), (question.DeviceFingerprint, question.Reference, question.Type));
    }

    [Fact]
    public async Task Events_tell_each_wallet_and_the_end_once_and_the_transaction_is_open_no_more()
    {
        var (source, destination) = await FundedPairAsync(false, 1_000);
        await _bench.PostAsync("t1", TransactionBench.TransferOf(source, destination, 400));
        await _bench.Engine.RestAsync();
        var messages = _bench.Bus.Sent.Where(message => message.MessageId.StartsWith(IdOf("t1").Value, StringComparison.Ordinal)).ToArray();
        Assert.Equal(
            [$"{IdOf("t1")}.post.{source}", $"{IdOf("t1")}.post.{destination}", $"{IdOf("t1")}.completed"],
            messages.Select(message => message.MessageId));
        Assert.Equal(["wallet.debited", "wallet.credited", "transaction.completed"], messages.Select(message => message.Subject));
        Assert.Equal(0, await _bench.OpenCountAsync());
    }

    private static TransactionId IdOf(string key) => TransactionId.Derive(Orders.Partner, key);

    private async Task<(WalletId Source, WalletId Destination)> FundedPairAsync(bool acrossPartitions, long minor)
    {
        var pair = await _bench.OpenPairAsync(acrossPartitions);
        await _bench.FundAsync(pair.Source, minor);
        return pair;
    }

    private async Task BlockAsync(WalletId wallet, WalletStatus status) => await _bench.Ledger.ChangeStatusAsync(
        new ChangeWalletStatus
        {
            Partner = Orders.Partner,
            Wallet = wallet,
            Side = StatusSide.Bank,
            Status = status,
            ChangeId = $"to-{status}",
        },
        CancellationToken.None);

    private async Task<BankEventState> EventStateAsync(string eventId) =>
        (await _bench.BankEvents.FindAsync(Orders.Partner, BankEventKey.Derive(Orders.Partner, eventId), CancellationToken.None))!.Value.State;

    private sealed class Gate(RiskDecision decision) : IRiskGate
    {
        public ConcurrentQueue<RiskRequest> Questions { get; } = new();

        public Task<RiskVerdict> AssessAsync(RiskRequest request, TimeSpan budget, CancellationToken cancellationToken)
        {
            Questions.Enqueue(request);
            return Task.FromResult(new RiskVerdict
            {
                Decision = decision,
                Score = 90,
                Reasons = [new RiskReason("velocity-count", "velocity")],
                DeclineReason = PartnerReason.Fraud,
            });
        }
    }
}
