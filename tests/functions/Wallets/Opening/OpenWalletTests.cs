using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Wallets.Opening;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Wallets.Opening;
using Xunit;

namespace WalletFunctions.Tests.Functions.Wallets.Opening;

public sealed class OpenWalletTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly WalletId Wallet = WalletId.Derive(Orders.Partner, "wallet", 0);

    [Fact]
    public async Task A_wallet_that_the_bank_confirms_is_opened_with_the_person_told_to_the_bank_and_kept_apart()
    {
        await using var bench = new WalletBench();
        var request = WalletBench.Request("wallet", "customer");
        var opened = Assert.IsType<OpenWalletResult.Opened>(await bench.AskAsync(request));
        Assert.Equal((WalletStatus.Active, WalletStatus.Active), (opened.Wallet.PartnerStatus, opened.Wallet.BankStatus));
        Assert.Equal("Name of customer", Assert.Single(bench.Bank.Openings).Customer!.Name);
        Assert.Null((await bench.Registry.FindAsync(Orders.Partner, Wallet, None))!.Request.Customer!.Name);
        Assert.Equal("Name of customer", (await bench.People.FindAsync(Orders.Partner, request.Customer!.Id, None))!.Value.Name);
        Assert.Equal($"acc-{Wallet}", Assert.IsType<OpeningOutcome.Confirmed>(await bench.Openings.FindOutcomeAsync(Orders.Partner, Wallet, None)).AccountId);

        Assert.IsType<OpenWalletResult.OpenedBefore>(await bench.AskAsync(request));
        await bench.SweepAsync();
        Assert.Single(bench.Bank.Openings);
        Assert.Empty(bench.Bus.Sent);
    }

    [Fact]
    public async Task While_the_bank_has_not_said_it_the_wallet_is_opening_and_afterwards_it_is_news()
    {
        await using var bench = new WalletBench(syncWaitMs: 0);
        bench.Bank.Account = _ => new AccountAnswer.Pending();
        var request = WalletBench.Request("wallet", "customer");
        var opening = Assert.IsType<OpenWalletResult.StillOpening>(await bench.AskAsync(request));
        Assert.Equal((Wallet, WalletStatus.Opening), (opening.Wallet.Wallet, opening.Wallet.Status));
        bench.Bank.Account = _ => new AccountAnswer.Unclear(UnclearCodes.Timeout);
        Assert.IsType<OpenWalletResult.StillOpening>(await bench.AskAsync(request));

        bench.Bank.Account = _ => new AccountAnswer.Opened("acc");
        await bench.SweepAsync();
        Assert.IsType<OpenWalletResult.OpenedBefore>(await bench.AskAsync(request));
        Assert.Equal("wallet.opened", Assert.Single(bench.Bus.Sent).Subject);
        Assert.Empty(await UnfinishedAsync(bench));
    }

    [Fact]
    public async Task A_wallet_that_the_bank_rejects_ends_closed_and_every_replay_says_so()
    {
        await using var bench = new WalletBench();
        bench.Bank.Account = _ => new AccountAnswer.Refused("AC13");
        var request = WalletBench.Request("wallet", "customer");
        Assert.IsType<OpenWalletResult.Rejected>(await bench.AskAsync(request));
        bench.Bank.Account = _ => new AccountAnswer.Opened("acc");
        Assert.IsType<OpenWalletResult.Rejected>(await bench.AskAsync(request));
        var wallet = await bench.WalletAsync(Wallet);
        Assert.Equal((WalletStatus.Active, WalletStatus.Closed), (wallet.PartnerStatus, wallet.BankStatus));
        Assert.Equal("AC13", Assert.IsType<OpeningOutcome.Rejected>(await bench.Openings.FindOutcomeAsync(Orders.Partner, Wallet, None)).BankCode);
        Assert.Equal("external-wallet-id-reused", Refusal(await bench.AskAsync(request, fingerprint: "another")));
    }

    [Fact]
    public async Task A_closed_wallet_keeps_its_external_id()
    {
        await using var bench = new WalletBench();
        var request = WalletBench.Request("wallet", "customer");
        await bench.AskAsync(request);
        await bench.PutAsync(Wallet, WalletStatus.Closed);
        Assert.Equal(WalletStatus.Closed, Assert.IsType<OpenWalletResult.OpenedBefore>(await bench.AskAsync(request)).Wallet.Status);
        Assert.Equal("external-wallet-id-reused", Refusal(await bench.AskAsync(request, fingerprint: "another")));
    }

    [Fact]
    public async Task An_account_that_is_another_wallets_opens_nothing_and_calls_a_person()
    {
        await using var bench = new WalletBench(syncWaitMs: 0);
        bench.Bank.Account = _ => new AccountAnswer.Opened("acc");
        await bench.AskAsync(WalletBench.Request("first", "customer"));
        Assert.IsType<OpenWalletResult.StillOpening>(await bench.AskAsync(WalletBench.Request("wallet", "customer")));
        await bench.SweepAsync();
        Assert.Equal(WalletStatus.Opening, (await bench.WalletAsync(Wallet)).BankStatus);
        Assert.Equal($"{Wallet}.account-taken", Assert.Single(bench.Alerts.Raised.Select(alert => alert.Id).Distinct()));
    }

    [Fact]
    public async Task A_customers_later_wallet_has_to_agree_with_what_is_known()
    {
        await using var bench = new WalletBench();
        await bench.OpenAsync();
        Assert.Equal("customer-mismatch", Refusal(await bench.AskAsync(WalletBench.Request("second", "customer", tier: "basic"))));
        Assert.Null(await bench.Registry.FindAsync(Orders.Partner, "second", None));
        await bench.OpenAsync("second");
    }

    [Fact]
    public async Task A_wallet_for_which_no_limits_are_defined_is_refused_before_it_is_registered()
    {
        await using var bench = new WalletBench();
        await bench.LimitToAsync("full");
        Assert.Equal("limits-undefined", Refusal(await bench.AskAsync(WalletBench.Request("wallet", "customer", tier: "basic"))));
        Assert.Null(await bench.Registry.FindAsync(Orders.Partner, "wallet", None));
        await bench.OpenAsync(customer: "another");
    }

    [Fact]
    public async Task Of_fifty_requests_at_once_one_opens_the_wallet_and_the_bank_has_one_account()
    {
        await using var bench = new WalletBench();
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => bench.AskAsync(WalletBench.Request("wallet", "customer")))));
        Assert.Single(results, result => result is OpenWalletResult.Opened);
        Assert.Equal(49, results.Count(result => result is OpenWalletResult.OpenedBefore));
        Assert.Single(bench.Registry.All(Orders.Partner));
        Assert.Equal(WalletStatus.Active, (await bench.WalletAsync(Wallet)).Status);
        Assert.Empty(await UnfinishedAsync(bench));
    }

    [Fact]
    public async Task An_opening_that_nobody_started_is_started_by_the_sweeper()
    {
        await using var bench = new WalletBench(syncWaitMs: 0);
        Assert.IsType<OpenWalletResult.StillOpening>(await bench.AskAsync(WalletBench.Request("wallet", "customer"), runs: false));
        Assert.Empty(bench.Bank.Openings);
        await bench.SweepAsync();
        Assert.Equal(WalletStatus.Active, (await bench.WalletAsync(Wallet)).Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_opening_that_is_cut_anywhere_comes_to_the_same_end(int calls)
    {
        FaultyLedger? faulty = null;
        await using var bench = new WalletBench(ledger: book => faulty = new FaultyLedger(book), syncWaitMs: 0);
        faulty!.FailAfter(calls, isBefore: calls % 2 == 0);
        try
        {
            await bench.AskAsync(WalletBench.Request("wallet", "customer"));
        }
        catch (LedgerUnavailableException)
        {
            // The process died there.
        }

        faulty.Heal();
        await bench.AskAsync(WalletBench.Request("wallet", "customer"));
        await bench.SweepAsync();
        Assert.Equal(WalletStatus.Active, (await bench.WalletAsync(Wallet)).Status);
        Assert.Empty(await UnfinishedAsync(bench));
    }

    private static string Refusal(OpenWalletResult result) => Assert.IsType<OpenWalletResult.Refused>(result).Refusal.Code;

    private static Task<IReadOnlyList<UnfinishedOpening>> UnfinishedAsync(WalletBench bench) =>
        bench.Openings.ListUnfinishedAsync(Orders.Partner, RowBucket.Of(Wallet.Value[6..]), 10, None);
}
