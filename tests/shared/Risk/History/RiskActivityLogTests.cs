using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.History;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk.History;

public sealed class RiskActivityLogTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void The_same_transaction_counts_once_and_gets_the_same_facts_again()
    {
        var log = Recorded(3);
        var facts = log.Before(At(2, 2));
        var again = log.Record(At(2, 2), Hour);
        Assert.Same(log, again);
        Assert.Equal(2, facts.Earlier.Count);
        Assert.Equal(facts.Earlier, again.Before(At(2, 2)).Earlier);
    }

    [Fact]
    public void A_transaction_is_never_among_its_own_facts()
    {
        var log = Recorded(5);
        Assert.All(Enumerable.Range(0, 5), number => Assert.DoesNotContain(
            RiskKey.Of(RiskSamples.Transaction(number).Value), log.Before(At(number, number)).Earlier.Select(movement => movement.Transaction)));
    }

    [Fact]
    public void Looking_without_recording_sees_everything_and_changes_nothing()
    {
        var log = Recorded(3);
        Assert.Equal(3, log.Before(At(9, 9)).Earlier.Count);
        Assert.Equal(3, log.Movements.Count);
    }

    [Theory]
    [InlineData(3_599, 2)]
    [InlineData(3_600, 1)]
    [InlineData(3_601, 1)]
    public void Movements_older_than_any_window_are_dropped(int later, int kept) =>
        Assert.Equal(kept, RiskActivityLog.Empty.Record(At(1, 0), Hour).Record(At(2, later), Hour).Movements.Count);

    [Fact]
    public void Above_the_limit_the_oldest_go_and_the_log_says_since_when_it_is_complete()
    {
        var log = Recorded(RiskActivityLog.MaxMovements);
        Assert.Null(log.CompleteSince);
        log = log.Record(At(9_999, RiskActivityLog.MaxMovements), Hour);
        Assert.Equal(RiskActivityLog.MaxMovements, log.Movements.Count);
        Assert.Equal(RiskSamples.Now.AddTicks(1), log.CompleteSince);

        // Once every window begins later, nothing is missing any more.
        Assert.Null(log.Record(At(10_000, 3_601 + RiskActivityLog.MaxMovements), Hour).CompleteSince);
    }

    [Fact]
    public void A_device_is_first_seen_once()
    {
        var log = RiskActivityLog.Empty;
        Assert.True(log.Before(At(1, 0, "phone")).IsFirstDevice);
        log = log.Record(At(1, 0, "phone"), Hour);
        Assert.Null(log.Before(At(1, 0, "phone")).DeviceFirstSeenAt);
        Assert.True(log.Before(At(1, 0, "phone")).IsFirstDevice);

        log = log.Record(At(2, 10, "tablet"), Hour).Record(At(3, 20, "tablet"), Hour).Record(At(4, 30, "phone"), Hour);
        Assert.Equal(RiskSamples.Now, log.Before(At(5, 40, "phone")).DeviceFirstSeenAt);
        Assert.True(log.Before(At(5, 40, "phone")).IsFirstDevice);
        Assert.Equal(RiskSamples.Now.AddSeconds(10), log.Before(At(5, 40, "tablet")).DeviceFirstSeenAt);
        Assert.False(log.Before(At(5, 40, "tablet")).IsFirstDevice);

        // The step that brought the tablet, executed again, still finds it new.
        Assert.Null(log.Before(At(2, 10, "tablet")).DeviceFirstSeenAt);
    }

    [Fact]
    public void Many_devices_push_out_the_one_not_seen_for_longest_but_never_the_first()
    {
        var log = RiskActivityLog.Empty;
        for (var number = 0; number <= RiskActivityLog.MaxDevices; number++)
        {
            log = log.Record(At(number, number, $"device-{number}"), Hour);
        }

        Assert.Equal(RiskActivityLog.MaxDevices, log.Devices.Count);
        Assert.NotNull(log.Before(At(99, 99, "device-0")).DeviceFirstSeenAt);
        Assert.Null(log.Before(At(99, 99, "device-1")).DeviceFirstSeenAt);
        Assert.NotNull(log.Before(At(99, 99, "device-2")).DeviceFirstSeenAt);
    }

    [Fact]
    public void The_subject_is_the_paying_customer_else_the_receiving_one_else_the_wallet()
    {
        var transfer = RiskSamples.Transfer();
        Assert.Equal(new RiskSubject("c:cust-1", RiskSamples.Wallet(1), MovementDirection.Outgoing), RiskSubject.Of(transfer));
        Assert.Equal(new RiskSubject("c:cust-2", RiskSamples.Wallet(2), MovementDirection.Incoming), RiskSubject.Of(transfer with { Source = null }));
        var operational = transfer with { Source = RiskSamples.Party(1) with { CustomerId = null } };
        Assert.Equal($"w:{RiskSamples.Wallet(1)}", RiskSubject.Of(operational)!.Id);
        Assert.Null(RiskSubject.Of(transfer with { Source = null, Destination = null }));
    }

    private static RiskActivityLog Recorded(int count) =>
        Enumerable.Range(0, count).Aggregate(RiskActivityLog.Empty, (log, number) => log.Record(At(number, number), Hour));

    private static RiskRequest At(int number, int seconds, string? device = null) =>
        RiskSamples.Transfer(number) with { CreatedAt = RiskSamples.Now.AddSeconds(seconds), DeviceFingerprint = device };
}
