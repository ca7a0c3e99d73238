using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Shared.Transactions.Sweep;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Transactions.Sessions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions.Sessions;

public sealed partial class SessionTests : IAsyncLifetime
{
    private readonly TransactionBench _bench = new();

    private WalletId _alice;
    private WalletId _bob;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_leg_of_a_session_is_a_transaction_that_can_be_read(bool acrossPartitions)
    {
        await FundedAsync(acrossPartitions);
        var body = BodyOf("s1", 100, 200);
        var settled = (await _bench.Sessions.PostAsync(body))!;
        Assert.Equal((201, false), (settled.StatusCode, settled.IsReplay));
        Assert.Equal((700, 300), await BalancesAsync());
        foreach (var (key, minor) in new[] { ("s1-0", 100), ("s1-1", 200) })
        {
            var leg = await _bench.FindAsync(key);
            Assert.Equal((TransactionStatus.Settled, minor, 2), (leg.Status, leg.Order.Amount.Minor, leg.Watermarks().Count));
            Assert.Equal(SessionId.Parse("s1"), leg.Order.SessionName);
            Assert.Equal(["initiated", "settled"], (await _bench.Store.ListChangesAsync(Orders.Partner, leg.Order.Id, default)).Select(change => change.To.ToString().ToLowerInvariant()));
        }

        var replay = (await _bench.Sessions.PostAsync(body))!;
        Assert.Equal((201, true, settled.Text), (replay.StatusCode, replay.IsReplay, replay.Text));
        Assert.Null(await _bench.Sessions.PostAsync(BodyOf("s1", 100, 201)));
        await _bench.Sessions.RestAsync();
        Assert.Equal(0, await _bench.OpenCountAsync());
        var moved = _bench.Bus.Sent.Where(message => message.Subject == "wallet.debited").Select(message => message.MessageId).ToArray();
        Assert.Equal((2, 2), (moved.Length, moved.Distinct().Count()));
        Assert.All(moved, id => Assert.True(id.Length <= 128, id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_leg_without_funds_refuses_all_and_every_leg_says_so(bool acrossPartitions)
    {
        await FundedAsync(acrossPartitions);
        var refused = (await _bench.Sessions.PostAsync(BodyOf("s1", 600, 600)))!;
        Assert.Equal(422, refused.StatusCode);
        Assert.Contains("\"reasonCode\":\"insufficient-funds\"", refused.Text, StringComparison.Ordinal);
        Assert.Contains("\"reverseProvisional\":true", refused.Text, StringComparison.Ordinal);
        Assert.Contains("transactions[1]", refused.Text, StringComparison.Ordinal);
        Assert.Equal((1_000, 0), await BalancesAsync());
        Assert.Equal((0, 0), ((await _bench.WalletAsync(_alice)).Held.Minor, (await _bench.WalletAsync(_bob)).Inbound.Minor));
        foreach (var key in new[] { "s1-0", "s1-1" })
        {
            Assert.True((await _bench.FindAsync(key)).Status.ReversesProvisional());
        }

        await _bench.FundAsync(_alice, 1_000);
        Assert.Equal(refused.Text, (await _bench.Sessions.PostAsync(BodyOf("s1", 600, 600)))!.Text);
        Assert.Equal("illegal-transition", (await _bench.Sessions.ReverseAsync("s1")).Text);
    }

    [Fact]
    public async Task A_leg_key_that_was_used_refuses_the_whole_and_cancels_the_claims_that_were_made()
    {
        await FundedAsync(false);
        Assert.Equal(201, (await _bench.PostAsync("s1-1", TransactionBench.TransferOf(_alice, _bob, 1))).StatusCode);
        var refused = (await _bench.Sessions.PostAsync(BodyOf("s1", 100, 200, 300)))!;
        Assert.Equal(422, refused.StatusCode);
        Assert.Contains("\"reasonCode\":\"leg-key-used\"", refused.Text, StringComparison.Ordinal);
        Assert.Contains("transactions[1]", refused.Text, StringComparison.Ordinal);
        var first = await _bench.FindAsync("s1-0");
        Assert.Equal((TransactionStatus.Canceled, "session-refused"), (first.Status, first.Refusal!.Code));
        Assert.Equal(TransactionStatus.Settled, (await _bench.FindAsync("s1-1")).Status);
        Assert.Null(await _bench.Store.FindAsync(Orders.Partner, TransactionId.Derive(Orders.Partner, "s1-2"), default));
        Assert.Equal((999, 1), await BalancesAsync());
    }

    [Fact]
    public async Task Sessions_that_share_keys_and_race_leave_one_winner()
    {
        await FundedAsync(false);
        string[] bodies = [.. Enumerable.Range(0, 6).Select(number => SessionBench.BodyOf($"race-{number}", ("b", _alice, _bob, 10), ($"own-{number}", _alice, _bob, 10), ("a", _alice, _bob, 10)))];
        var answers = await Task.WhenAll(bodies.Select(body => Task.Run(() => _bench.Sessions.PostAsync(body))));
        Assert.Single(answers, answer => answer!.StatusCode == 201);
        Assert.All(answers.Where(answer => answer!.StatusCode != 201), refused => Assert.Contains("leg-key-used", refused!.Text, StringComparison.Ordinal));
        Assert.Equal((970, 30), await BalancesAsync());
        await _bench.Sessions.RestAsync();
        Assert.Equal(0, await _bench.OpenCountAsync());
    }

    [Fact]
    public async Task A_leg_belongs_to_its_session_alone()
    {
        await FundedAsync(false);
        await _bench.Sessions.PostAsync(BodyOf("s1", 100));
        var leg = await _bench.FindAsync("s1-0");
        Assert.True((await _bench.PostAsync("s1-0", TransactionBench.TransferOf(_alice, _bob, 100))).IsKeyReused);
        Assert.Equal("not-reversible", (await _bench.ReverseAsync("r1", leg.Order.Id))!.Transaction.Refusal!.Code);
        Assert.Equal(TransactionStatus.Settled, (await _bench.CancelKeyAsync("s1-0")).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_is_reversed_once_and_a_repetition_gets_the_first_result(bool acrossPartitions)
    {
        await FundedAsync(acrossPartitions);
        await _bench.Sessions.PostAsync(BodyOf("s1", 100, 200, 300));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() => _bench.Sessions.ReverseAsync("s1", number % 2 == 0 ? null : $"k{number}"))));
        Assert.All(answers, answer => Assert.Equal((201, answers[0].Text), (answer.StatusCode, answer.Text)));
        Assert.Equal((1_000, 0), await BalancesAsync());
        Assert.Equal(TransactionStatus.Reversed, (await SessionAsync("s1")).Status);
        for (var place = 0; place < 3; place++)
        {
            var leg = await _bench.FindAsync($"s1-{place}");
            Assert.Equal(TransactionStatus.Reversed, leg.Status);
            var back = (await _bench.Store.FindAsync(Orders.Partner, leg.ReversedBy!.Value, default))!.Value;
            Assert.Equal((TransactionStatus.Settled, leg.Order.Id, 2), (back.Status, back.Order.Original, back.Watermarks().Count));
        }

        Assert.Contains("\"reversedBy\":\"txn_", (await _bench.Sessions.PostAsync(BodyOf("s1", 100, 200, 300)))!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reversal_that_one_leg_refuses_takes_nothing_back_names_it_and_can_be_asked_for_again(bool acrossPartitions)
    {
        await FundedAsync(acrossPartitions);
        await _bench.Sessions.PostAsync(BodyOf("s1", 100, 200));
        await _bench.PostAsync("spend", TransactionBench.TransferOf(_bob, _alice, 250));
        var refused = await _bench.Sessions.ReverseAsync("s1");
        Assert.Equal(422, refused.StatusCode);
        Assert.Contains("transactions[", refused.Text, StringComparison.Ordinal);
        Assert.Equal((950, 50), await BalancesAsync());
        Assert.Equal((0, TransactionStatus.Settled), ((await _bench.WalletAsync(_bob)).Held.Minor, (await _bench.FindAsync("s1-0")).Status));

        await _bench.FundAsync(_bob, 1_000);
        var repeated = await _bench.Sessions.ReverseAsync("s1");
        Assert.Equal((422, true, refused.Text), (repeated.StatusCode, repeated.IsReplay, repeated.Text));
        Assert.Equal(201, (await _bench.Sessions.ReverseAsync("s1", "again")).StatusCode);
        Assert.Equal((1_250, 750), await BalancesAsync());
    }

    [Fact]
    public async Task What_was_refunded_keeps_its_session_from_being_reversed()
    {
        await FundedAsync(false);
        await _bench.Sessions.PostAsync(BodyOf("s1", 100, 200));
        var leg = await _bench.FindAsync("s1-1");
        Assert.Equal(201, (await _bench.RefundAsync("f1", leg.Order.Id, 150))!.StatusCode);
        Assert.Equal("refund-exceeds-original", (await _bench.RefundAsync("f2", leg.Order.Id, 51))!.Transaction.Refusal!.Code);
        var refused = await _bench.Sessions.ReverseAsync("s1");
        Assert.Equal(409, refused.StatusCode);
        Assert.Contains("transactions[1]", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("transactions[0]", refused.Text, StringComparison.Ordinal);
        Assert.Equal((850, 150), await BalancesAsync());
    }

    private string BodyOf(string session, params long[] amounts) =>
        SessionBench.BodyOf(session, amounts.Select((minor, place) => ($"{session}-{place}", _alice, _bob, minor)));

    private async Task FundedAsync(bool acrossPartitions)
    {
        (_alice, _bob) = await _bench.OpenPairAsync(acrossPartitions);
        await _bench.FundAsync(_alice, 1_000);
    }

    private async Task<Session> SessionAsync(string name) =>
        (await _bench.Sessions.Store.FindAsync(Orders.Partner, TransactionId.OfSession(Orders.Partner, SessionId.Parse(name)), default))!.Value;

    private async Task<(long Alice, long Bob)> BalancesAsync() => (await _bench.BalanceAsync(_alice), await _bench.BalanceAsync(_bob));

    /// <summary>An engine that is at work on every session, and has got nowhere with any.</summary>
    private sealed class WorkingEngine : ISessionStarter
    {
        public List<SessionId> Looked { get; } = [];

        public Task StartAsync(SessionOrder order, CancellationToken cancellationToken) => throw new InvalidOperationException("It runs already.");

        public Task<InstanceState> LookAsync(SessionOrder order, CancellationToken cancellationToken)
        {
            Looked.Add(order.Session);
            return Task.FromResult(InstanceState.Alive);
        }
    }
}
