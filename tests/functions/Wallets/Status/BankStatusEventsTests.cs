using System.Text.Json;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Wallets.Status;

public sealed class BankStatusEventsTests
{
    [Fact]
    public async Task The_banks_block_changes_the_banks_status_and_is_told_to_the_partner_alone()
    {
        await using var bench = new WalletBench();
        var wallet = await bench.OpenAsync();
        var version = (await bench.WalletAsync(wallet)).StatusVersion;
        Assert.Equal(BankEventEffect.Applied, await bench.ReceiveAsync(bench.StatusEvent(wallet, BankEventType.WalletBlocked, 1)));

        var blocked = await bench.WalletAsync(wallet);
        Assert.Equal(
            (WalletStatus.Active, WalletStatus.Blocked, WalletStatus.Blocked, version + 1),
            (blocked.PartnerStatus, blocked.BankStatus, blocked.Status, blocked.StatusVersion));
        var told = Assert.Single(bench.Bus.Sent);
        Assert.Equal(
            ($"{wallet}.status.{version + 1}", "wallet.status-changed", $"{Orders.Partner}~{wallet}"), (told.MessageId, told.Subject, told.SessionId));
        var data = JsonDocument.Parse(told.Body.ToString()).RootElement.GetProperty("data");
        Assert.Equal(
            ("blocked", "active", "blocked", version + 1),
            (data.GetProperty("status").GetString(), data.GetProperty("partnerStatus").GetString(), data.GetProperty("bankStatus").GetString(), data.GetProperty("statusVersion").GetInt32()));

        await bench.SweepAsync();
        Assert.Empty(bench.Bank.Notices);
        Assert.Single(bench.Bus.Sent);
    }

    [Fact]
    public async Task An_event_that_comes_ten_times_changes_the_wallet_once()
    {
        await using var bench = new WalletBench();
        var wallet = await bench.OpenAsync();
        var version = (await bench.WalletAsync(wallet)).StatusVersion;
        var bankEvent = bench.StatusEvent(wallet, BankEventType.WalletBlocked, 1);
        var effects = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => bench.ReceiveAsync(bankEvent)));
        Assert.All(effects, effect => Assert.Equal(BankEventEffect.Applied, effect));
        Assert.Equal(version + 1, (await bench.WalletAsync(wallet)).StatusVersion);
        Assert.Single(bench.ToldPartner(wallet).Distinct());
    }

    [Fact]
    public async Task An_event_older_than_the_newest_is_not_applied()
    {
        await using var bench = new WalletBench();
        var wallet = await bench.OpenAsync();
        var block = bench.StatusEvent(wallet, BankEventType.WalletBlocked, 1);
        var unblock = bench.StatusEvent(wallet, BankEventType.WalletUnblocked, 2);
        Assert.Equal(BankEventEffect.Applied, await bench.ReceiveAsync(unblock));
        Assert.Equal(BankEventEffect.Outdated, await bench.ReceiveAsync(block));
        Assert.Equal(BankEventEffect.Outdated, await bench.ReceiveAsync(bench.StatusEvent(wallet, BankEventType.WalletBlocked, 2)));
        Assert.Equal(WalletStatus.Active, (await bench.WalletAsync(wallet)).Status);
        Assert.Empty(bench.Bus.Sent);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(23)]
    public async Task Of_events_at_once_in_any_order_the_newest_stands(int seed)
    {
        await using var bench = new WalletBench();
        var wallet = await bench.OpenAsync();
        var before = (await bench.WalletAsync(wallet)).StatusVersion;
        var events = Enumerable.Range(1, 20)
            .Select(version => bench.StatusEvent(wallet, version % 2 == 1 ? BankEventType.WalletBlocked : BankEventType.WalletUnblocked, version))
            .ToArray();
        new Random(seed).Shuffle(events);
        await Task.WhenAll(events.Select(bankEvent => Task.Run(() => bench.ReceiveAsync(bankEvent))));
        Assert.Equal(WalletStatus.Active, (await bench.WalletAsync(wallet)).BankStatus);
        await bench.SweepAsync();
        var versions = bench.ToldPartner(wallet).Select(version => int.Parse(version, System.Globalization.CultureInfo.InvariantCulture)).Distinct().Order().ToArray();
        Assert.Equal(Enumerable.Range(before + 1, (await bench.WalletAsync(wallet)).StatusVersion - before), versions);
    }

    [Fact]
    public async Task Each_side_changes_its_own_and_the_stricter_counts()
    {
        await using var bench = new WalletBench();
        var wallet = await bench.OpenAsync();
        await bench.ReceiveAsync(bench.StatusEvent(wallet, BankEventType.WalletBlocked, 1));
        await bench.PutAsync(wallet, WalletStatus.Suspended);
        Assert.Equal(WalletStatus.Blocked, (await bench.WalletAsync(wallet)).Status);
        await bench.ReceiveAsync(bench.StatusEvent(wallet, BankEventType.WalletUnblocked, 2));
        Assert.Equal(WalletStatus.Suspended, (await bench.WalletAsync(wallet)).Status);
        await bench.PutAsync(wallet, WalletStatus.Active);
        Assert.Equal(WalletStatus.Active, (await bench.WalletAsync(wallet)).Status);
    }

    [Fact]
    public async Task A_wallet_that_is_opening_can_be_blocked_but_an_unblock_does_not_open_it()
    {
        await using var bench = new WalletBench(syncWaitMs: 0);
        bench.Bank.Account = _ => new AccountAnswer.Pending();
        await bench.AskAsync(WalletBench.Request("wallet", "customer"));
        var wallet = WalletId.Derive(Orders.Partner, "wallet", 0);
        await bench.ReceiveAsync(bench.StatusEvent(wallet, BankEventType.WalletUnblocked, 1));
        Assert.Equal(WalletStatus.Opening, (await bench.WalletAsync(wallet)).BankStatus);
        await bench.ReceiveAsync(bench.StatusEvent(wallet, BankEventType.WalletBlocked, 2));
        Assert.Equal(WalletStatus.Blocked, (await bench.WalletAsync(wallet)).BankStatus);

        bench.Bank.Account = opening => new AccountAnswer.Opened($"acc-{opening.Wallet}");
        await bench.SweepAsync();
        Assert.Equal(WalletStatus.Blocked, (await bench.WalletAsync(wallet)).BankStatus);
    }

    [Fact]
    public async Task A_block_that_is_taken_back_before_the_bank_has_confirmed_the_wallet_opens_it_only_with_the_confirmation()
    {
        await using var bench = new WalletBench(syncWaitMs: 0);
        bench.Bank.Account = _ => new AccountAnswer.Pending();
        await bench.AskAsync(WalletBench.Request("wallet", "customer"));
        var wallet = WalletId.Derive(Orders.Partner, "wallet", 0);
        await bench.ReceiveAsync(bench.StatusEvent(wallet, BankEventType.WalletBlocked, 1));
        var unblock = bench.StatusEvent(wallet, BankEventType.WalletUnblocked, 2);
        Assert.Equal(BankEventEffect.Applied, await bench.ReceiveAsync(unblock));
        Assert.Equal(WalletStatus.Blocked, (await bench.WalletAsync(wallet)).BankStatus);

        bench.Bank.Account = opening => new AccountAnswer.Opened($"acc-{opening.Wallet}");
        await bench.SweepAsync();
        Assert.Equal(WalletStatus.Active, (await bench.WalletAsync(wallet)).BankStatus);
        Assert.Equal(["wallet.status-changed", "wallet.opened"], bench.Bus.Sent.Select(told => told.Subject));

        Assert.Equal(BankEventEffect.Applied, await bench.ReceiveAsync(unblock));
        Assert.Equal(2, bench.Bus.Sent.Count);
    }

    [Fact]
    public async Task A_block_that_is_taken_back_does_not_open_a_wallet_that_the_bank_then_rejects()
    {
        await using var bench = new WalletBench(syncWaitMs: 0);
        bench.Bank.Account = _ => new AccountAnswer.Pending();
        await bench.AskAsync(WalletBench.Request("wallet", "customer"));
        var wallet = WalletId.Derive(Orders.Partner, "wallet", 0);
        await bench.ReceiveAsync(bench.StatusEvent(wallet, BankEventType.WalletBlocked, 1));
        await bench.ReceiveAsync(bench.StatusEvent(wallet, BankEventType.WalletUnblocked, 2));

        bench.Bank.Account = _ => new AccountAnswer.Refused("AG01");
        await bench.SweepAsync();
        Assert.Equal(WalletStatus.Closed, (await bench.WalletAsync(wallet)).BankStatus);
    }

    [Fact]
    public async Task A_wallet_that_nobody_knows_is_said_to_be_unknown()
    {
        await using var bench = new WalletBench();
        Assert.Equal(BankEventEffect.UnknownSubject, await bench.ReceiveAsync(bench.StatusEvent(Orders.Alice, BankEventType.WalletBlocked, 1)));
    }
}
