using System.Text.Json;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Banking;

public sealed class HttpBankGatewayTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_settled_instruction_is_settled_once_however_often_it_is_given()
    {
        await using var fixture = await BankFixture.StartAsync();
        Assert.IsType<BankAnswer.NotFound>(await fixture.QueryAsync());
        var first = Assert.IsType<BankAnswer.Settled>(await fixture.InstructAsync("rent"));
        Assert.Equal(first, await fixture.InstructAsync("rent"));
        Assert.Equal(first, await fixture.QueryAsync());
        Assert.Equal(1, fixture.Bank.TimesMoved(BankFixture.Reference().Value));
    }

    [Theory]
    [InlineData("bank-decline", "AC04")]
    [InlineData("bank-settle-after-reject", "AC04")]
    public async Task A_rejection_is_told_by_its_code(string text, string code)
    {
        await using var fixture = await BankFixture.StartAsync();
        Assert.Equal(new BankAnswer.Rejected(code, Orders.Usd(1_250)), await fixture.InstructAsync(text));
        Assert.Equal(new BankAnswer.Rejected(code, Orders.Usd(1_250)), await fixture.QueryAsync());
    }

    [Fact]
    public async Task What_it_settled_is_told_with_how_much_also_where_that_is_not_what_it_was_told()
    {
        await using var fixture = await BankFixture.StartAsync();
        Assert.Equal(Orders.Usd(1_251), Assert.IsType<BankAnswer.Settled>(await fixture.InstructAsync("bank-other-amount")).Amount);
        Assert.Equal(Orders.Usd(1_251), Assert.IsType<BankAnswer.Settled>(await fixture.QueryAsync()).Amount);
        Assert.True(await fixture.Bank.ConcludeAsync(BankFixture.Reference().Value, None));
        Assert.Equal(Orders.Usd(1_250), Assert.IsType<BankAnswer.Settled>(await fixture.QueryAsync()).Amount);
        Assert.Equal(1, fixture.Bank.TimesMoved(BankFixture.Reference().Value));
    }

    [Theory]
    [InlineData("bank-settle-later", true)]
    [InlineData("bank-reject-later", false)]
    public async Task What_ends_later_is_pending_until_then(string text, bool isSettled)
    {
        await using var fixture = await BankFixture.StartAsync();
        Assert.IsType<BankAnswer.Pending>(await fixture.InstructAsync(text));
        Assert.IsType<BankAnswer.Pending>(await fixture.QueryAsync());
        Assert.True(await fixture.Bank.ConcludeAsync(BankFixture.Reference().Value, None));
        Assert.Equal(isSettled, await fixture.QueryAsync() is BankAnswer.Settled);
        Assert.True((await fixture.QueryAsync()).IsDefinite);
    }

    [Fact]
    public async Task A_forgotten_instruction_is_not_found_and_is_given_again()
    {
        await using var fixture = await BankFixture.StartAsync();
        Assert.IsType<BankAnswer.Pending>(await fixture.InstructAsync("bank-not-found-once"));
        Assert.IsType<BankAnswer.NotFound>(await fixture.QueryAsync());
        Assert.IsType<BankAnswer.Settled>(await fixture.InstructAsync("bank-not-found-once"));
        Assert.Equal(1, fixture.Bank.TimesMoved(BankFixture.Reference().Value));
    }

    [Theory]
    [InlineData("bank-lost")]
    [InlineData("bank-error-once")]
    public async Task A_lost_answer_is_asked_for_again_under_the_same_reference(string text)
    {
        await using var fixture = await BankFixture.StartAsync();
        Assert.IsType<BankAnswer.Settled>(await fixture.InstructAsync(text));
        var calls = new[] { await fixture.NextCallAsync(), await fixture.NextCallAsync() };
        Assert.Equal(calls[0], calls[1]);
        Assert.Equal(1, fixture.Bank.TimesMoved(BankFixture.Reference().Value));
    }

    [Theory]
    [InlineData("bank-wrong", UnclearCodes.Unreadable, 1, true)]
    [InlineData("bank-wrong-reference", UnclearCodes.Unreadable, 1, true)]
    [InlineData("bank-lost-always", UnclearCodes.Unreachable, 3, true)]
    [InlineData("bank-error", UnclearCodes.Failed, 3, false)]
    public async Task Everything_else_is_unclear_and_a_question_tells_what_became_of_it(string text, string why, int calls, bool isDone)
    {
        await using var fixture = await BankFixture.StartAsync();
        Assert.StartsWith(why, Assert.IsType<BankAnswer.Unclear>(await fixture.InstructAsync(text)).Why, StringComparison.Ordinal);
        Assert.Equal(calls, fixture.Bank.Calls.Count);
        var found = await fixture.QueryAsync();
        Assert.Equal(isDone, found is BankAnswer.Settled);
        Assert.Equal(!isDone, found is BankAnswer.NotFound);
    }

    [Fact]
    public async Task An_answer_without_an_amount_is_unclear_whoever_asks_for_it()
    {
        await using var fixture = await BankFixture.StartAsync();
        Assert.Equal(new BankAnswer.Unclear(UnclearCodes.Unreadable), await fixture.InstructAsync("bank-no-amount"));
        Assert.Equal(new BankAnswer.Unclear(UnclearCodes.Unreadable), await fixture.QueryAsync());
    }

    [Fact]
    public async Task Another_content_under_the_same_reference_is_unclear_and_never_a_rejection()
    {
        await using var fixture = await BankFixture.StartAsync();
        Assert.IsType<BankAnswer.Settled>(await fixture.InstructAsync("rent"));
        Assert.Equal(new BankAnswer.Unclear(UnclearCodes.ReferenceReused), await fixture.InstructAsync("another rent"));
    }

    [Theory]
    [InlineData("Bank:ApiKey", "wrong-key", UnclearCodes.Failed)]
    [InlineData("Bank:BaseUrl", "http://127.0.0.1:9", UnclearCodes.Unreachable)]
    [InlineData("Bank:BaseUrl", "", UnclearCodes.Unreachable)]
    public async Task A_bank_that_does_not_let_us_in_or_is_not_there_says_nothing_definite(string setting, string value, string why)
    {
        await using var fixture = await BankFixture.StartAsync((setting, value), ("AZURE_FUNCTIONS_ENVIRONMENT", "Development"));
        foreach (var answer in new[] { await fixture.InstructAsync("rent"), await fixture.QueryAsync() })
        {
            Assert.StartsWith(why, Assert.IsType<BankAnswer.Unclear>(answer).Why, StringComparison.Ordinal);
        }

        Assert.IsType<AccountAnswer.Unclear>(await fixture.Gateway.OpenAccountAsync(BankFixture.Opening("c-1"), None));
        Assert.IsType<StatusAnswer.Unclear>(await fixture.Gateway.TellStatusAsync(Notice(1), None));
    }

    [Fact]
    public async Task A_slow_answer_within_the_deadline_is_an_answer()
    {
        await using var fixture = await BankFixture.StartAsync();
        var asked = fixture.InstructAsync("bank-slow");
        await fixture.Time.WhenTimerAsync(TimeSpan.FromMilliseconds(300));
        fixture.Time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.IsType<BankAnswer.Settled>(await asked);
    }

    [Fact]
    public async Task An_attempt_without_answer_ends_at_its_deadline_and_all_attempts_at_the_total_one()
    {
        await using var fixture = await BankFixture.StartAsync(("Bank:AttemptDeadlineMs", "600"), ("Bank:TotalDeadlineMs", "1500"));
        var asked = fixture.InstructAsync("bank-hang-always");
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await fixture.NextCallAsync();
            Assert.False(asked.IsCompleted);
            fixture.Time.Advance(TimeSpan.FromMilliseconds(600));
        }

        // The third attempt has its own 600 ms, but the total deadline comes 300 ms after its beginning.
        await fixture.NextCallAsync();
        fixture.Time.Advance(TimeSpan.FromMilliseconds(299));
        Assert.False(asked.IsCompleted);
        fixture.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.StartsWith(UnclearCodes.Timeout, Assert.IsType<BankAnswer.Unclear>(await asked).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unanswered_instruction_that_was_not_done_is_done_by_the_retry()
    {
        await using var fixture = await BankFixture.StartAsync(("Bank:AttemptDeadlineMs", "600"));
        var asked = fixture.InstructAsync("bank-hang");
        await fixture.NextCallAsync();
        fixture.Time.Advance(TimeSpan.FromMilliseconds(600));
        Assert.IsType<BankAnswer.Settled>(await asked);
    }

    [Fact]
    public async Task The_callers_own_cancellation_throws()
    {
        await using var fixture = await BankFixture.StartAsync();
        using var gone = new CancellationTokenSource();
        var asked = fixture.Gateway.InstructAsync(BankFixture.Payout("bank-hang-always"), gone.Token);
        await fixture.NextCallAsync();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task The_bank_gets_what_it_needs_and_who_asks()
    {
        await using var fixture = await BankFixture.StartAsync();
        await fixture.InstructAsync("rent");
        var call = await fixture.NextCallAsync();
        Assert.Equal("Bearer bank-key", call.Authorization);
        using var json = JsonDocument.Parse(call.Body);
        Assert.Equal(
            ["partnerId", "reference", "kind", "amount", "walletId", "beneficiary", "remittanceText"],
            json.RootElement.EnumerateObject().Select(field => field.Name));
        Assert.Equal("payout", json.RootElement.GetProperty("kind").GetString());
        Assert.Equal(1_250, json.RootElement.GetProperty("amount").GetProperty("value").GetInt64());
        Assert.Equal("GB33BUKB20201555555555", json.RootElement.GetProperty("beneficiary").GetProperty("account").GetString());
    }

    [Theory]
    [InlineData("c.bank-approve", "Opened")]
    [InlineData("c.bank-decline", "Refused")]
    [InlineData("c.bank-lost", "Opened")]
    [InlineData("c.bank-error-once", "Opened")]
    [InlineData("c.bank-settle-later", "Pending")]
    [InlineData("c.bank-not-found-once", "Pending")]
    [InlineData("c.bank-wrong", "Unclear")]
    [InlineData("c.bank-wrong-reference", "Unclear")]
    [InlineData("c.bank-error", "Unclear")]
    [InlineData("c.bank-lost-always", "Unclear")]
    public async Task An_account_is_opened_as_an_instruction_is_executed(string customer, string answer)
    {
        await using var fixture = await BankFixture.StartAsync();
        Assert.Equal(answer, (await fixture.Gateway.OpenAccountAsync(BankFixture.Opening(customer), None)).GetType().Name);
    }

    [Fact]
    public async Task An_account_is_opened_once_and_one_that_is_pending_later()
    {
        await using var fixture = await BankFixture.StartAsync();
        var opening = BankFixture.Opening("c.bank-settle-later");
        Assert.IsType<AccountAnswer.Pending>(await fixture.Gateway.OpenAccountAsync(opening, None));
        await fixture.Bank.ConcludeAsync(opening.Wallet.Value, None);
        var opened = Assert.IsType<AccountAnswer.Opened>(await fixture.Gateway.OpenAccountAsync(opening, None));
        Assert.Equal(opened, await fixture.Gateway.OpenAccountAsync(opening, None));
        Assert.Equal(
            new AccountAnswer.Unclear(UnclearCodes.ReferenceReused), await fixture.Gateway.OpenAccountAsync(BankFixture.Opening("somebody-else"), None));
    }

    [Fact]
    public async Task A_status_is_acknowledged_by_its_version_and_an_older_one_changes_nothing()
    {
        await using var fixture = await BankFixture.StartAsync();
        Assert.Equal(new StatusAnswer.Acknowledged(2), await fixture.Gateway.TellStatusAsync(Notice(2), None));
        Assert.Equal(new StatusAnswer.Acknowledged(2), await fixture.Gateway.TellStatusAsync(Notice(2), None));
        Assert.Equal(new StatusAnswer.Acknowledged(2), await fixture.Gateway.TellStatusAsync(Notice(1), None));
        Assert.Contains("\"status\":\"blocked\"", (await fixture.NextCallAsync()).Body, StringComparison.Ordinal);
    }

    private static StatusNotice Notice(long version) =>
        new() { Partner = Orders.Partner, Wallet = Orders.Alice, Status = WalletStatus.Blocked, Version = version, Reason = "lost phone" };
}
