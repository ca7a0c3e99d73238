using System.Text.Json;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Tests.Functions.Running;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Banking;

/// <summary>Withdrawals over HTTP through the whole app, against a bank that behaves as each one asks it to.</summary>
public sealed class WithdrawalsOverHttpTests(AppAtTheBank at) : IClassFixture<AppAtTheBank>
{
    private const long Funds = AppAtTheBank.Funds;
    private const long Amount = AppAtTheBank.Amount;

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
        var settlement = await at.SettlementAsync();
        var reply = await at.WithdrawAsync(wallet, script);
        Assert.True(reply.StatusCode == 201, reply.Text);
        await at.AssertPaidAsync(wallet, reply, settlement);
    }

    [Theory]
    [InlineData("bank-wrong")]
    [InlineData("bank-wrong-reference")]
    [InlineData("bank-lost-always")]
    [InlineData("bank-not-found-once")]
    public async Task What_the_answer_does_not_tell_the_question_does(string script)
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var settlement = await at.SettlementAsync();
        var reply = await at.WithdrawAsync(wallet, script);
        await at.AwaitAsync(reply, "settled");
        await at.AssertPaidAsync(wallet, reply, settlement);
    }

    [Fact]
    public async Task A_rejected_withdrawal_is_refused_with_our_reason_and_the_funds_are_free()
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var reply = await at.WithdrawAsync(wallet, "bank-decline");
        Assert.Equal((422, "beneficiary-account-closed", "AC04"), (reply.StatusCode, reply.Field("reasonCode"), reply.Field("isoReason")));
        Assert.True(reply.Json.GetProperty("reverseProvisional").GetBoolean());
        await at.AssertFreeAsync(wallet);
    }

    [Theory]
    [InlineData("bank-settle-later", "settled")]
    [InlineData("bank-reject-later", "failed")]
    [InlineData("bank-other-amount", "settled")]
    public async Task What_the_bank_ends_later_ends_then_and_not_before(string script, string status)
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var settlement = await at.SettlementAsync();
        var reply = await at.WithdrawAsync(wallet, script);
        Assert.True(reply.StatusCode == 202, reply.Text);
        Assert.Equal("processed", (await at.ShowAsync(reply)).Field("status"));
        var balance = (await _app.GetAsync($"/v1/wallets/{wallet}")).Json.GetProperty("balance");
        Assert.Equal(
            (Funds, Amount, Funds - Amount),
            (AppAtTheBank.Minor(balance, "posted"), AppAtTheBank.Minor(balance, "held"), AppAtTheBank.Minor(balance, "available")));

        Assert.True(await _app.Bank.ConcludeAsync(AppAtTheBank.IdOf(reply), CancellationToken.None));
        await at.AwaitAsync(reply, status);
        if (status == "settled")
        {
            await at.AssertPaidAsync(wallet, reply, settlement);
        }
        else
        {
            await at.AssertFreeAsync(wallet);
        }
    }

    [Fact]
    public async Task A_settlement_after_a_rejection_goes_to_suspense_once_and_opens_a_break_that_an_operator_sees()
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var settlement = await at.SettlementAsync();
        var suspense = await at.SystemAsync(WalletType.Suspense);
        var reply = await at.WithdrawAsync(wallet, "bank-settle-after-reject");
        Assert.Equal(422, reply.StatusCode);

        // The settlement is told four times by one event, each in a message of its own, and once by another event.
        Assert.True(await _app.Bank.ConcludeAsync(AppAtTheBank.IdOf(reply), CancellationToken.None));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _app.Bank.RepeatAsync(AppAtTheBank.IdOf(reply), CancellationToken.None)));
        await at.TellAsync("withdrawal.settled", AppAtTheBank.IdOf(reply), wallet);
        var found = await at.BreakOfAsync(AppAtTheBank.IdOf(reply));
        Assert.Equal("settled-after-release", found.GetProperty("kind").GetString());
        await at.AwaitQuietAsync();
        await at.AssertFreeAsync(wallet);
        Assert.Equal((settlement + Amount, suspense - Amount), (await at.SettlementAsync(), await at.SystemAsync(WalletType.Suspense)));
        await at.BreakOfAsync(AppAtTheBank.IdOf(reply));
        await at.AssertProvenAsync();
    }

    [Fact]
    public async Task A_late_settlement_that_stands_reaches_the_wallet_by_the_partners_own_request_after_two_operators_said_so()
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var (settlement, suspense) = (await at.SettlementAsync(), await at.SystemAsync(WalletType.Suspense));
        var reply = await at.WithdrawAsync(wallet, "bank-settle-after-reject");
        var id = AppAtTheBank.IdOf(reply);
        Assert.True(await _app.Bank.ConcludeAsync(id, CancellationToken.None));
        var path = $"/v1/breaks/{(await at.BreakOfAsync(id)).GetProperty("breakId").GetString()}/clearing";
        var (anna, bert) = (("X-Operator-Key", "local-operator-alice"), ("X-Operator-Key", "local-operator-bob"));
        Assert.Equal(403, (await _app.SendAsync(HttpMethod.Post, path, RunningApp.Json("{}"))).StatusCode);
        Assert.Equal(400, (await _app.SendAsync(HttpMethod.Post, path, RunningApp.Json("{}"), anna)).StatusCode);
        var approval = RunningApp.Json("""{"kind":"partner-asked"}""");
        Assert.Equal("clearing-not-proposed", (await _app.SendAsync(HttpMethod.Post, path + "/approval", approval, bert)).Field("reasonCode"));
        Assert.Equal(200, (await _app.SendAsync(HttpMethod.Post, path, RunningApp.Json("""{"kind":"partner-asked","reason":"the payee has it"}"""), anna)).StatusCode);
        Assert.Equal("second-person-required", (await _app.SendAsync(HttpMethod.Post, path + "/approval", RunningApp.Json("""{"kind":"partner-asked"}"""), anna)).Field("reasonCode"));
        var cleared = await _app.SendAsync(HttpMethod.Post, path + "/approval", RunningApp.Json("""{"kind":"partner-asked"}"""), bert);
        Assert.Equal((200, "resolved"), (cleared.StatusCode, cleared.Field("state")));
        Assert.Equal((settlement, suspense), (await at.SettlementAsync(), await at.SystemAsync(WalletType.Suspense)));

        var answered = await _app.PostAsync(
            "/v1/transactions",
            $$$"""
            {"type":"withdrawal","amount":{"value":{{{Amount}}},"currency":"USD"},"sourceWalletId":"{{{wallet}}}","bankEventId":"late-settlement.{{{id}}}",
             "beneficiary":{"name":"Anna Receiver","account":"GB33BUKB20201555555555","country":"GB"}}
            """,
            AppAtTheBank.NewName());
        Assert.True(answered.StatusCode == 201, answered.Text);
        Assert.Equal(
            (Funds - Amount, settlement + Amount, suspense), (await _fintech.BalanceAsync(wallet), await at.SettlementAsync(), await at.SystemAsync(WalletType.Suspense)));
        await at.AssertProvenAsync();
    }

    [Fact]
    public async Task A_late_settlement_that_the_bank_takes_back_touches_no_wallet_and_resolves_its_break()
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var (settlement, suspense) = (await at.SettlementAsync(), await at.SystemAsync(WalletType.Suspense));
        var id = AppAtTheBank.IdOf(await at.WithdrawAsync(wallet, "bank-settle-after-reject"));
        Assert.True(await _app.Bank.ConcludeAsync(id, CancellationToken.None));
        await at.BreakOfAsync(id);
        await at.TellAsync("payment.returned", id, wallet);
        await Fintech.UntilAsync(async () => (await at.BreakOfAsync(id)).GetProperty("state").GetString() == "resolved");
        await at.AwaitQuietAsync();
        await Fintech.UntilAsync(async () => await at.SystemAsync(WalletType.Suspense) == suspense);
        Assert.Equal((Funds, settlement), (await _fintech.BalanceAsync(wallet), await at.SettlementAsync()));
    }

    [Fact]
    public async Task A_second_settlement_is_nothing_new_and_a_rejection_of_what_was_settled_opens_a_break()
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var settlement = await at.SettlementAsync();
        var reply = await at.WithdrawAsync(wallet, "bank-reject-after-settle");
        Assert.True(reply.StatusCode == 201, reply.Text);
        await _app.Bank.RepeatAsync(AppAtTheBank.IdOf(reply), CancellationToken.None);
        await at.TellAsync("withdrawal.settled", AppAtTheBank.IdOf(reply), wallet);
        await at.AwaitQuietAsync();
        Assert.Empty(await at.BreaksOfAsync(AppAtTheBank.IdOf(reply)));

        await _app.Bank.ConcludeAsync(AppAtTheBank.IdOf(reply), CancellationToken.None);
        Assert.Equal("rejected-after-settlement", (await at.BreakOfAsync(AppAtTheBank.IdOf(reply))).GetProperty("kind").GetString());
        await at.AssertPaidAsync(wallet, reply, settlement);
    }

    [Fact]
    public async Task A_settlement_that_races_with_the_answer_of_a_rejection_charges_the_wallet_or_opens_a_break_and_never_both()
    {
        const int count = 8;
        var wallets = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => _fintech.OpenWithAsync(Funds)));
        var (settlement, suspense) = (await at.SettlementAsync(), await at.SystemAsync(WalletType.Suspense));
        var bank = SettleWhatIsRejectedAsync(count);
        var replies = await Task.WhenAll(wallets.Select(wallet => at.WithdrawAsync(wallet, "bank-settle-after-reject")));
        await bank;
        foreach (var (wallet, reply) in wallets.Zip(replies))
        {
            var breaks = 0;
            if (await at.EndOfAsync(reply) == "failed")
            {
                await at.BreakOfAsync(AppAtTheBank.IdOf(reply));
                breaks = 1;
            }

            Assert.Equal(breaks, (await at.BreaksOfAsync(AppAtTheBank.IdOf(reply))).Count);
            Assert.Equal(breaks == 1 ? Funds : Funds - Amount, await _fintech.BalanceAsync(wallet));
            suspense -= breaks * Amount;
        }

        // Whatever the wallets say: all of it moved at the bank.
        Assert.Equal((settlement + (count * Amount), suspense), (await at.SettlementAsync(), await at.SystemAsync(WalletType.Suspense)));
        await at.AssertProvenAsync();
    }

    [Fact]
    public async Task A_reference_that_was_never_given_opens_a_break()
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var settlement = await at.SettlementAsync();
        var reference = $"txn_{Guid.NewGuid():N}";
        await at.TellAsync("withdrawal.settled", reference, wallet);
        await Fintech.UntilAsync(async () => (await at.BreaksAsync()).Any(item => item.GetProperty("found").GetString()!.Contains(reference, StringComparison.Ordinal)));
        Assert.Equal(settlement, await at.SettlementAsync());
    }

    [Fact]
    public async Task A_bank_that_is_down_holds_the_funds_until_it_is_back()
    {
        var wallet = await _fintech.OpenWithAsync(Funds);
        var settlement = await at.SettlementAsync();
        _app.Bank.IsDown = true;
        Reply reply;
        try
        {
            reply = await at.WithdrawAsync(wallet, "bank-approve");
            Assert.Equal(202, reply.StatusCode);
            Assert.Equal(Amount, AppAtTheBank.Minor((await _app.GetAsync($"/v1/wallets/{wallet}")).Json.GetProperty("balance"), "held"));
        }
        finally
        {
            _app.Bank.IsDown = false;
        }

        await at.AwaitAsync(reply, "settled");
        await at.AssertPaidAsync(wallet, reply, settlement);
    }

    // The bank settles each instruction as soon as it has rejected it.
    private async Task SettleWhatIsRejectedAsync(int count)
    {
        while (_app.Bank.Calls.TryRead(out _))
        {
            // What earlier tests asked.
        }

        for (var settled = 0; settled < count;)
        {
            var call = await _app.Bank.Calls.ReadAsync().AsTask().WaitAsync(TestPatience.Longest);
            if (call.Method == "POST")
            {
                using var body = JsonDocument.Parse(call.Body);
                var reference = body.RootElement.GetProperty("reference").GetString()!;
                await Fintech.UntilAsync(() => _app.Bank.ConcludeAsync(reference, CancellationToken.None));
                settled++;
            }
        }
    }
}
