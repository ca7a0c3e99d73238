using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Wallets.Status;
using WalletFunctions.Tests.Shared.BankEvents;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.Wallets.Status;

public sealed class StatusRulesTests
{
    [Theory]
    [InlineData(WalletStatus.Active, WalletStatus.Active, WalletStatus.Active)]
    [InlineData(WalletStatus.Active, WalletStatus.Suspended, WalletStatus.Suspended)]
    [InlineData(WalletStatus.Active, WalletStatus.Opening, WalletStatus.Opening)]
    [InlineData(WalletStatus.Active, WalletStatus.Blocked, WalletStatus.Blocked)]
    [InlineData(WalletStatus.Active, WalletStatus.Closed, WalletStatus.Closed)]
    [InlineData(WalletStatus.Suspended, WalletStatus.Suspended, WalletStatus.Suspended)]
    [InlineData(WalletStatus.Suspended, WalletStatus.Opening, WalletStatus.Opening)]
    [InlineData(WalletStatus.Suspended, WalletStatus.Blocked, WalletStatus.Blocked)]
    [InlineData(WalletStatus.Suspended, WalletStatus.Closed, WalletStatus.Closed)]
    [InlineData(WalletStatus.Opening, WalletStatus.Opening, WalletStatus.Opening)]
    [InlineData(WalletStatus.Opening, WalletStatus.Blocked, WalletStatus.Blocked)]
    [InlineData(WalletStatus.Opening, WalletStatus.Closed, WalletStatus.Closed)]
    [InlineData(WalletStatus.Blocked, WalletStatus.Blocked, WalletStatus.Blocked)]
    [InlineData(WalletStatus.Blocked, WalletStatus.Closed, WalletStatus.Closed)]
    [InlineData(WalletStatus.Closed, WalletStatus.Closed, WalletStatus.Closed)]
    public void The_stricter_counts_whichever_side_it_is_of(WalletStatus one, WalletStatus other, WalletStatus effective)
    {
        Assert.Equal(effective, EffectiveStatus.Of(one, other));
        Assert.Equal(effective, EffectiveStatus.Of(other, one));
    }

    [Theory]
    [InlineData(0, null, 1, EventAge.Newer)]
    [InlineData(1, "a", 2, EventAge.Newer)]
    [InlineData(2, "a", 2, EventAge.Outdated)]
    [InlineData(2, "mine", 2, EventAge.Newest)]
    [InlineData(3, "a", 2, EventAge.Outdated)]
    public void The_banks_count_orders_its_events_and_no_clock(long newestVersion, string? newest, long version, EventAge age)
    {
        var bankEvent = BankEventTests.Event(BankEventType.WalletBlocked) with { Key = KeyOf("mine"), Version = version };
        Assert.Equal(age, EventOrder.AgeOf(newestVersion, newest is null ? null : KeyOf(newest), bankEvent));
    }

    [Theory]
    [InlineData(BankEventType.WalletBlocked, WalletStatus.Active, true)]
    [InlineData(BankEventType.WalletBlocked, WalletStatus.Suspended, true)]
    [InlineData(BankEventType.WalletBlocked, WalletStatus.Opening, true)]
    [InlineData(BankEventType.WalletBlocked, WalletStatus.Blocked, false)]
    [InlineData(BankEventType.WalletBlocked, WalletStatus.Closed, false)]
    [InlineData(BankEventType.WalletUnblocked, WalletStatus.Active, false)]
    [InlineData(BankEventType.WalletUnblocked, WalletStatus.Suspended, true)]
    [InlineData(BankEventType.WalletUnblocked, WalletStatus.Opening, false)]
    [InlineData(BankEventType.WalletUnblocked, WalletStatus.Blocked, true)]
    [InlineData(BankEventType.WalletUnblocked, WalletStatus.Closed, false)]
    public void What_an_event_changes_depends_on_the_banks_status_alone(BankEventType type, WalletStatus bankStatus, bool changes) =>
        Assert.Equal(changes, BankMark.Of(BankEventTests.Event(type) with { Version = 1 }).Changes(bankStatus));

    private static BankEventKey KeyOf(string name) => BankEventKey.Derive(Orders.Partner, name);
}
