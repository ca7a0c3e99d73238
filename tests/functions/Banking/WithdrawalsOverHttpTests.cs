using System.Text.Json;
using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Tests.Functions.Running;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Banking;

/// <summary>Withdrawals over HTTP through the whole app, against a bank that behaves as each one asks it to.</summary>
public sealed class WithdrawalsOverHttpTests(WithdrawalsOverHttpTests.AppAtTheBank at) : IClassFixture<WithdrawalsOverHttpTests.AppAtTheBank>
{
    private const long Funds = 5_000;
    private const long Amount = 1_250;

    private readonly RunningApp _app = at.App;
    private readonly Fintech _fintech = new(at.App);

    [Theory]
    [InlineData("bank-approve")]
    [InlineData("bank-slow")]
    [InlineData("bank-lost")]
    [InlineData("bank-error-once")]
    public async Task A_withdrawal_that_the_bank_settles_in_time_is_answered_201(string script)
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var settlement = await SettlementAsync();
        var reply = await WithdrawAsync(wallet, script);
        Assert.True(reply.StatusCode == 201, reply.Text);
        await AssertPaidAsync(wallet, reply, settlement);
    }

    [Theory]
    [InlineData("bank-wrong")]
    [InlineData("bank-wrong-reference")]
    [InlineData("bank-lost-always")]
    [InlineData("bank-not-found-once")]
    public async Task What_the_answer_does_not_tell_the_question_does(string script)
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var settlement = await SettlementAsync();
        var reply = await WithdrawAsync(wallet, script);
        await AwaitAsync(reply, "settled");
        await AssertPaidAsync(wallet, reply, settlement);
    }

    [Fact]
    public async Task A_rejected_withdrawal_is_refused_with_our_reason_and_the_funds_are_free()
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var reply = await WithdrawAsync(wallet, "bank-decline");
        Assert.Equal((422, "beneficiary-account-closed", "AC04"), (reply.StatusCode, reply.Field("reasonCode"), reply.Field("isoReason")));
        Assert.True(reply.Json.GetProperty("reverseProvisional").GetBoolean());
        await AssertFreeAsync(wallet);
    }

    [Theory]
    [InlineData("bank-settle-later", "settled")]
    [InlineData("bank-reject-later", "failed")]
    public async Task What_the_bank_ends_later_ends_then_and_not_before(string script, string status)
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var settlement = await SettlementAsync();
        var reply = await WithdrawAsync(wallet, script);
        Assert.True(reply.StatusCode == 202, reply.Text);
        Assert.Equal("processed", (await ShowAsync(reply)).Field("status"));
        var balance = (await _app.GetAsync($"/v1/wallets/{wallet}")).Json.GetProperty("balance");
        Assert.Equal(
            (Funds, Amount, Funds - Amount),
            (Minor(balance, "posted"), Minor(balance, "held"), Minor(balance, "available")));

        Assert.True(await _app.Bank.ConcludeAsync(IdOf(reply), CancellationToken.None));
        await AwaitAsync(reply, status);
        if (status == "settled")
        {
            await AssertPaidAsync(wallet, reply, settlement);
        }
        else
        {
            await AssertFreeAsync(wallet);
        }
    }

    [Fact]
    public async Task What_only_the_banks_own_message_tells_settles_by_it()
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var settlement = await SettlementAsync();
        var reply = await WithdrawAsync(wallet, "bank-hang-always");
        Assert.Equal(202, reply.StatusCode);
        Assert.True(await _app.Bank.RepeatAsync(IdOf(reply), CancellationToken.None));
        await AwaitAsync(reply, "settled");
        await AssertPaidAsync(wallet, reply, settlement);
    }

    [Fact]
    public async Task A_settlement_after_a_rejection_goes_to_suspense_once_and_opens_a_break_that_an_operator_sees()
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var settlement = await SettlementAsync();
        var suspense = await SystemAsync(WalletType.Suspense);
        var reply = await WithdrawAsync(wallet, "bank-settle-after-reject");
        Assert.Equal(422, reply.StatusCode);

        // The settlement is told four times by one event, each in a message of its own, and once by another event.
        Assert.True(await _app.Bank.ConcludeAsync(IdOf(reply), CancellationToken.None));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _app.Bank.RepeatAsync(IdOf(reply), CancellationToken.None)));
        await TellAsync("withdrawal.settled", IdOf(reply), wallet);
        var found = await BreakOfAsync(IdOf(reply));
        Assert.Equal("settled-after-release", found.GetProperty("kind").GetString());
        await AwaitQuietAsync();
        await AssertFreeAsync(wallet);
        Assert.Equal((settlement + Amount, suspense - Amount), (await SettlementAsync(), await SystemAsync(WalletType.Suspense)));
        await BreakOfAsync(IdOf(reply));
    }

    [Fact]
    public async Task A_second_settlement_is_nothing_new_and_a_rejection_of_what_was_settled_opens_a_break()
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var settlement = await SettlementAsync();
        var reply = await WithdrawAsync(wallet, "bank-reject-after-settle");
        Assert.True(reply.StatusCode == 201, reply.Text);
        await _app.Bank.RepeatAsync(IdOf(reply), CancellationToken.None);
        await TellAsync("withdrawal.settled", IdOf(reply), wallet);
        await AwaitQuietAsync();
        Assert.Empty(await BreaksOfAsync(IdOf(reply)));

        await _app.Bank.ConcludeAsync(IdOf(reply), CancellationToken.None);
        Assert.Equal("rejected-after-settlement", (await BreakOfAsync(IdOf(reply))).GetProperty("kind").GetString());
        await AssertPaidAsync(wallet, reply, settlement);
    }

    [Fact]
    public async Task A_reference_that_was_never_given_opens_a_break()
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var settlement = await SettlementAsync();
        var reference = $"txn_{Guid.NewGuid():N}";
        await TellAsync("withdrawal.settled", reference, wallet);
        await Fintech.UntilAsync(async () => (await BreaksAsync()).Any(item => item.GetProperty("found").GetString()!.Contains(reference, StringComparison.Ordinal)));
        Assert.Equal(settlement, await SettlementAsync());
    }

    [Fact]
    public async Task A_bank_that_is_down_holds_the_funds_until_it_is_back()
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var settlement = await SettlementAsync();
        _app.Bank.IsDown = true;
        Reply reply;
        try
        {
            reply = await WithdrawAsync(wallet, "bank-approve");
            Assert.Equal(202, reply.StatusCode);
            Assert.Equal(Amount, Minor((await _app.GetAsync($"/v1/wallets/{wallet}")).Json.GetProperty("balance"), "held"));
        }
        finally
        {
            _app.Bank.IsDown = false;
        }

        await AwaitAsync(reply, "settled");
        await AssertPaidAsync(wallet, reply, settlement);
    }

    private static long Minor(JsonElement balance, string name) => balance.GetProperty(name).GetProperty("value").GetInt64();

    private static string IdOf(Reply reply) =>
        reply.Json.TryGetProperty("transactionId", out var id) ? id.GetString()! : throw new InvalidOperationException(reply.Text);

    private async Task<Reply> WithdrawAsync(WalletId wallet, string script) => await _app.PostAsync(
        "/v1/transactions",
        $$$"""
        {"type":"withdrawal","amount":{"value":{{{Amount}}},"currency":"USD"},"sourceWalletId":"{{{wallet}}}","reference":"rent {{{script}}}",
         "beneficiary":{"name":"Anna Receiver","account":"GB33BUKB20201555555555","country":"GB"}}
        """,
        _fintech.NewName());

    // The bank says so by an event of its own.
    private async Task TellAsync(string type, string reference, WalletId wallet)
    {
        await using var bank = new SandboxBank(_app.Host.ServiceBus, TimeProvider.System);
        var eventId = _fintech.NewName();
        await bank.SendAsync(
            eventId,
            $$$"""
            {"eventId":"{{{eventId}}}","type":"{{{type}}}","partnerId":"demo","walletId":"{{{wallet}}}","amount":{"value":{{{Amount}}},"currency":"USD"},
             "instructionReference":"{{{reference}}}","occurredAt":"2026-01-31T12:00:00Z"}
            """,
            CancellationToken.None);
    }

    private async Task<IReadOnlyList<JsonElement>> BreaksAsync() =>
        [.. (await _app.SendAsync(HttpMethod.Get, "/v1/breaks?limit=200", null, ("X-Operator-Key", "local-operator-alice"))).Json.GetProperty("items").EnumerateArray()];

    private async Task<IReadOnlyList<JsonElement>> BreaksOfAsync(string transaction) =>
        [.. (await BreaksAsync()).Where(item => item.TryGetProperty("transactionId", out var id) && id.GetString() == transaction)];

    private async Task<JsonElement> BreakOfAsync(string transaction)
    {
        await Fintech.UntilAsync(async () => (await BreaksOfAsync(transaction)).Count > 0);
        return Assert.Single(await BreaksOfAsync(transaction));
    }

    // Every message of the bank was taken, and what it brought about is done.
    private async Task AwaitQuietAsync() => await Fintech.UntilAsync(() => Task.FromResult(_app.Host.PeekMessages("bank-events").Count == 0));

    private Task<Reply> ShowAsync(Reply reply) => _app.GetAsync($"/v1/transactions/{IdOf(reply)}");

    private Task AwaitAsync(Reply reply, string status) => Fintech.UntilAsync(async () =>
    {
        var shown = (await ShowAsync(reply)).Field("status");
        Assert.True(shown == status || shown is "initiated" or "processed", $"{shown} instead of {status}");
        return shown == status;
    });

    private async Task AssertPaidAsync(WalletId wallet, Reply reply, long settlementBefore)
    {
        var view = (await _app.Service<ILedgerReader>().FindWalletAsync(Orders.Partner, wallet, CancellationToken.None))!;
        Assert.Equal((Funds - Amount, 0), (view.Posted.Minor, view.Held.Minor));
        Assert.Equal(1, _app.Bank.TimesMoved(IdOf(reply)));
        Assert.Equal(settlementBefore + Amount, await SettlementAsync());
    }

    private async Task AssertFreeAsync(WalletId wallet)
    {
        var view = (await _app.Service<ILedgerReader>().FindWalletAsync(Orders.Partner, wallet, CancellationToken.None))!;
        Assert.Equal((Funds, 0), (view.Posted.Minor, view.Held.Minor));
    }

    private Task<long> SettlementAsync() => SystemAsync(WalletType.Settlement);

    private async Task<long> SystemAsync(WalletType type) =>
        (await _app.Service<ILedgerReader>().ListSystemWalletsAsync(Orders.Partner, 1, CancellationToken.None))
            .Where(balance => balance.Type == type).Sum(balance => balance.Posted.Minor);

    /// <summary>The app with a bank that is asked patiently enough for a busy machine, and given up on soon enough for a test.</summary>
    public sealed class AppAtTheBank : IAsyncLifetime
    {
        internal RunningApp App { get; } = new();

        public Task InitializeAsync()
        {
            App.Settings["Bank:RetryDelayMs"] = "10";
            App.Settings["Bank:AttemptDeadlineMs"] = "1500";
            App.Settings["Bank:TotalDeadlineMs"] = "2000";
            App.Settings["Bank:BreakerMinimumCalls"] = "1000";
            App.Settings["Transactions:SyncWaitMs"] = "3000";
            return App.InitializeAsync();
        }

        public Task DisposeAsync() => App.DisposeAsync();
    }
}
