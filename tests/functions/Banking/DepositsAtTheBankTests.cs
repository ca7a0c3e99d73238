using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Tests.Functions.Running;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Banking;

/// <summary>Deposits that the bank is asked to collect, and deposits that are given back through it, over HTTP.</summary>
public sealed class DepositsAtTheBankTests(AppAtTheBank at) : IClassFixture<AppAtTheBank>
{
    private const long Amount = AppAtTheBank.Amount;

    private readonly Fintech _fintech = new(at.App);

    [Theory]
    [InlineData("bank-approve", 201)]
    [InlineData("bank-lost", 201)]
    [InlineData("bank-lost-always", 0)]
    [InlineData("bank-not-found-once", 0)]
    public async Task Money_that_the_bank_collected_is_credited_once(string script, int status)
    {
        var wallet = await _fintech.OpenAsync();
        var reply = await CollectAsync(wallet, script);
        Assert.True(status == 0 || reply.StatusCode == status, reply.Text);
        await at.AwaitAsync(reply, "settled");
        Assert.Equal((Amount, 1), (await _fintech.BalanceAsync(wallet), at.App.Bank.TimesMoved(AppAtTheBank.IdOf(reply))));
    }

    [Fact]
    public async Task Nothing_is_credited_on_the_partners_word_and_all_of_it_when_the_bank_says_so()
    {
        var wallet = await _fintech.OpenAsync();
        var reply = await CollectAsync(wallet, "bank-settle-later");
        Assert.True(reply.StatusCode == 202, reply.Text);
        Assert.Equal(0, await _fintech.BalanceAsync(wallet));
        Assert.True(await at.App.Bank.ConcludeAsync(AppAtTheBank.IdOf(reply), CancellationToken.None));
        await at.AwaitAsync(reply, "settled");
        Assert.Equal(Amount, await _fintech.BalanceAsync(wallet));

        // The bank's message was this transaction's outcome, and is nobody's to claim.
        await at.AwaitQuietAsync();
        Assert.Equal(1, await EntriesAsync(wallet));
    }

    [Fact]
    public async Task Money_that_came_in_after_a_rejection_waits_in_suspense_with_a_break()
    {
        var wallet = await _fintech.OpenAsync();
        var suspense = await at.SystemAsync(WalletType.Suspense);
        var reply = await CollectAsync(wallet, "bank-settle-after-reject");
        Assert.Equal(422, reply.StatusCode);
        await at.App.Bank.ConcludeAsync(AppAtTheBank.IdOf(reply), CancellationToken.None);
        var found = await at.BreakOfAsync(AppAtTheBank.IdOf(reply));
        Assert.Equal("settled-after-release", found.GetProperty("kind").GetString());
        Assert.Equal((0, suspense + Amount), (await _fintech.BalanceAsync(wallet), await at.SystemAsync(WalletType.Suspense)));
    }

    [Theory]
    [InlineData(BankScript.Approve, "settled", 0)]
    [InlineData(BankScript.SettleLater, "settled", 0)]
    [InlineData(BankScript.LostAlways, "settled", 0)]
    [InlineData(BankScript.Decline, "failed", 1)]
    [InlineData(BankScript.RejectLater, "failed", 1)]
    public async Task A_deposit_that_is_reversed_goes_back_through_the_bank_or_stays(BankScript script, string status, int share)
    {
        // A reversal has no text of its own: its amount chooses the bank's behaviour.
        var amount = BankScripts.Amounts + (long)script;
        var wallet = await _fintech.OpenAsync();
        var deposit = await at.App.PostAsync(
            "/v1/transactions", TransactionBench.DepositOf(wallet, amount, await _fintech.AnnounceAsync(wallet, amount)), AppAtTheBank.NewName());
        Assert.True(deposit.StatusCode == 201, deposit.Text);

        var reversal = await at.App.SendAsync(
            HttpMethod.Post, $"/v1/transactions/{AppAtTheBank.IdOf(deposit)}/reversal", null, ("Idempotency-Key", AppAtTheBank.NewName()));
        if (script is BankScript.SettleLater or BankScript.RejectLater)
        {
            Assert.Equal(202, reversal.StatusCode);
            Assert.Equal(amount, await _fintech.BalanceAsync(wallet));
            await at.App.Bank.ConcludeAsync(AppAtTheBank.IdOf(reversal), CancellationToken.None);
        }

        await at.AwaitAsync(reversal, status);
        var view = (await at.App.Service<ILedgerReader>().FindWalletAsync(Orders.Partner, wallet, CancellationToken.None))!;
        Assert.Equal((share * amount, 0), (view.Posted.Minor, view.Held.Minor));
        Assert.Equal(1 - share, at.App.Bank.TimesMoved(AppAtTheBank.IdOf(reversal)));
    }

    private Task<Reply> CollectAsync(WalletId wallet, string script) => at.App.PostAsync(
        "/v1/transactions",
        $$$"""{"type":"deposit","amount":{"value":{{{Amount}}},"currency":"USD"},"destinationWalletId":"{{{wallet}}}","reference":"{{{script}}}"}""",
        AppAtTheBank.NewName());

    private async Task<int> EntriesAsync(WalletId wallet) =>
        (await at.App.GetAsync($"/v1/wallets/{wallet}/entries")).Json.GetProperty("items").GetArrayLength();
}
