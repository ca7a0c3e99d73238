using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Wallets.Status;

public sealed class ChangeWalletStatusTests
{
    [Fact]
    public async Task A_change_raises_the_version_and_the_bank_is_told_once()
    {
        await using var bench = new WalletBench();
        var wallet = await bench.OpenAsync();
        var before = await bench.WalletAsync(wallet);
        var changed = Accepted(await bench.PutAsync(wallet, WalletStatus.Suspended, reason: "asked for"));
        Assert.Equal(
            (before.StatusVersion + 1, WalletStatus.Suspended, WalletStatus.Active, WalletStatus.Suspended),
            (changed.StatusVersion, changed.PartnerStatus, changed.BankStatus, changed.Status));

        Assert.True(await bench.TellStartedAsync());
        Assert.True(await bench.TellStartedAsync());
        await bench.SweepAsync();
        var notice = Assert.Single(bench.Bank.Notices);
        Assert.Equal((wallet, WalletStatus.Suspended, (long)changed.StatusVersion, "asked for"), (notice.Wallet, notice.Status, notice.Version, notice.Reason));
        Assert.Equal(changed.StatusVersion, Assert.Single(bench.Changes.All).Receipt!.BankVersion);
        Assert.Empty(bench.ToldPartner(wallet));
    }

    [Fact]
    public async Task A_stale_change_is_refused_with_both_versions_and_leaves_nothing()
    {
        await using var bench = new WalletBench();
        var wallet = await bench.OpenAsync();
        var version = (await bench.WalletAsync(wallet)).StatusVersion;
        await bench.PutAsync(wallet, WalletStatus.Suspended);
        var refusal = Refused(await bench.PutAsync(wallet, WalletStatus.Blocked, version));
        Assert.Equal("stale-version", refusal.Code);
        Assert.Contains($"version {version + 1}, not {version}", refusal.Detail, StringComparison.Ordinal);
        Assert.Single(bench.Changes.All);
        Assert.Equal(WalletStatus.Suspended, (await bench.WalletAsync(wallet)).Status);
    }

    [Fact]
    public async Task The_same_request_again_is_the_same_change_for_as_long_as_it_stands()
    {
        await using var bench = new WalletBench();
        var wallet = await bench.OpenAsync();
        var version = (await bench.WalletAsync(wallet)).StatusVersion;
        var first = Accepted(await bench.PutAsync(wallet, WalletStatus.Blocked, version));
        Assert.Equal(first.StatusVersion, Accepted(await bench.PutAsync(wallet, WalletStatus.Blocked, version)).StatusVersion);
        Assert.Equal("stale-version", Refused(await bench.PutAsync(wallet, WalletStatus.Blocked, version, "another reason")).Code);

        await bench.PutAsync(wallet, WalletStatus.Active);
        Assert.Equal("stale-version", Refused(await bench.PutAsync(wallet, WalletStatus.Blocked, version)).Code);
    }

    [Fact]
    public async Task What_is_so_already_changes_nothing()
    {
        await using var bench = new WalletBench();
        var wallet = await bench.OpenAsync();
        var before = await bench.WalletAsync(wallet);
        Assert.Equal(before.StatusVersion, Accepted(await bench.PutAsync(wallet, WalletStatus.Active)).StatusVersion);
        Assert.Empty(bench.Changes.All);
    }

    [Fact]
    public async Task Closed_is_for_ever_and_the_states_are_named()
    {
        await using var bench = new WalletBench();
        var wallet = await bench.OpenAsync();
        Accepted(await bench.PutAsync(wallet, WalletStatus.Closed));
        var refusal = Refused(await bench.PutAsync(wallet, WalletStatus.Active));
        Assert.Equal(("illegal-status-change", "The wallet is closed and cannot become active."), (refusal.Code, refusal.Detail));
    }

    [Fact]
    public async Task A_wallet_that_the_bank_has_not_confirmed_is_not_the_partners_to_change()
    {
        await using var bench = new WalletBench(syncWaitMs: 0);
        bench.Bank.Account = _ => new AccountAnswer.Pending();
        await bench.AskAsync(WalletBench.Request("wallet", "customer"));
        var wallet = WalletId.Derive(Orders.Partner, "wallet", 0);
        var refusal = Refused(await bench.PutAsync(wallet, WalletStatus.Suspended));
        Assert.Equal(("illegal-status-change", "The wallet is opening and cannot become suspended."), (refusal.Code, refusal.Detail));
    }

    [Fact]
    public async Task An_unknown_wallet_is_not_found()
    {
        await using var bench = new WalletBench();
        Assert.Equal("not-found", Refused(await bench.PutAsync(Orders.Alice, WalletStatus.Blocked, 1)).Code);
    }

    [Fact]
    public async Task Of_many_changes_of_one_version_one_is_made_and_told()
    {
        await using var bench = new WalletBench();
        var wallet = await bench.OpenAsync();
        var version = (await bench.WalletAsync(wallet)).StatusVersion;
        WalletStatus[] wishes = [WalletStatus.Suspended, WalletStatus.Blocked, WalletStatus.Closed];
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => bench.PutAsync(wallet, wishes[number % 3], version, $"{number}")));
        var made = Assert.Single(results.OfType<Result<WalletView>.Accepted>());
        Assert.All(results.OfType<Result<WalletView>.Refused>(), refused => Assert.Equal("stale-version", refused.Refusal.Code));
        await bench.TellStartedAsync();
        await bench.SweepAsync();
        Assert.Equal((made.Value.PartnerStatus, (long)version + 1), (Assert.Single(bench.Bank.Notices).Status, bench.Bank.Notices.Single().Version));
        Assert.Single(bench.Changes.All);
    }

    [Fact]
    public async Task A_bank_that_does_not_answer_is_told_again_until_it_has_acknowledged_this_version()
    {
        await using var bench = new WalletBench();
        var wallet = await bench.OpenAsync();
        bench.Bank.Status = _ => new StatusAnswer.Unclear(UnclearCodes.Timeout);
        var changed = Accepted(await bench.PutAsync(wallet, WalletStatus.Blocked));
        Assert.False(await bench.TellStartedAsync());
        bench.Bank.Status = notice => new StatusAnswer.Acknowledged(notice.Version - 1);
        Assert.False(await bench.TellStartedAsync());
        bench.Bank.Status = _ => new StatusAnswer.Acknowledged(9);
        Assert.True(await bench.TellStartedAsync());
        Assert.Equal(9, Assert.Single(bench.Changes.All).Receipt!.BankVersion);
        Assert.All(bench.Bank.Notices, notice => Assert.Equal(changed.StatusVersion, notice.Version));
    }

    [Fact]
    public async Task A_bank_that_will_not_take_note_is_a_break_for_a_person_and_the_change_stands()
    {
        await using var bench = new WalletBench();
        var wallet = await bench.OpenAsync();
        bench.Bank.Status = _ => new StatusAnswer.Refused("XX01");
        await bench.PutAsync(wallet, WalletStatus.Blocked);
        Assert.True(await bench.TellStartedAsync());
        await bench.SweepAsync();
        var found = Assert.Single(bench.Breaks.All);
        Assert.Equal((BreakKind.WalletStatusMismatch, wallet), (found.Kind, found.Wallet));
        Assert.Contains("XX01", found.Found, StringComparison.Ordinal);
        Assert.Equal("XX01", Assert.Single(bench.Changes.All).Receipt!.RefusalCode);
        Assert.Equal(WalletStatus.Blocked, (await bench.WalletAsync(wallet)).Status);
    }

    private static WalletView Accepted(Result<WalletView> result) => Assert.IsType<Result<WalletView>.Accepted>(result).Value;

    private static Refusal Refused(Result<WalletView> result) => Assert.IsType<Result<WalletView>.Refused>(result).Refusal;
}
