using WalletFunctions.Shared.Risk.History;
using WalletFunctions.Shared.Risk.Rules;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk.Rules;

public sealed class NewDeviceRuleTests
{
    private static readonly NewDeviceRule Rule = new() { Effect = RuleEffect.Review, TrustedAfterSeconds = 3_600 };

    [Theory]
    [InlineData(null, true)]
    [InlineData(0, true)]
    [InlineData(3_599, true)]
    [InlineData(3_600, false)]
    [InlineData(3_601, false)]
    public void A_device_is_new_until_it_was_seen_long_enough_ago(int? firstSeenSecondsAgo, bool isHit) =>
        Assert.Equal(isHit, Hits(Rule, "phone-2", Seen(firstSeenSecondsAgo)));

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void The_first_device_of_a_customer_hits_by_setting(bool includesFirst, bool isHit) =>
        Assert.Equal(isHit, Hits(Rule with { IncludesFirstDevice = includesFirst }, "phone-1", Seen(10) with { IsFirstDevice = true }));

    [Theory]
    [InlineData(null, false, false)]
    [InlineData("", false, false)]
    [InlineData(null, true, true)]
    [InlineData("", true, true)]
    public void A_missing_device_hits_by_setting(string? device, bool includesMissing, bool isHit) =>
        Assert.Equal(isHit, Hits(Rule with { IncludesMissingDevice = includesMissing }, device, RiskActivity.None));

    [Theory]
    [InlineData(999, false)]
    [InlineData(1_000, true)]
    public void It_hits_from_its_amount_on(long minor, bool isHit) =>
        Assert.Equal(isHit, Hits(Rule with { FromMinor = 1_000 }, "phone-2", Seen(null), minor));

    [Fact]
    public void A_wallet_without_a_customer_has_no_devices()
    {
        var operational = RiskSamples.Transfer() with { Source = RiskSamples.Party(1) with { CustomerId = null }, DeviceFingerprint = "server" };
        Assert.False(Rule.LooksBackAt(operational));
        Assert.Null(Rule.Evaluate(new RiskFacts { Request = operational }));
    }

    [Fact]
    public void Faults_are_named() => Assert.Equal(
        [$"new-device: trustedAfterSeconds must be 1 to {RiskRule.MaxLookbackSeconds}, not 0", "new-device: fromMinor must be at least 1, not 0"],
        (Rule with { TrustedAfterSeconds = 0, FromMinor = 0 }).Faults());

    private static RiskActivity Seen(int? secondsAgo) =>
        new() { DeviceFirstSeenAt = secondsAgo is { } ago ? RiskSamples.Now.AddSeconds(-ago) : null };

    private static bool Hits(NewDeviceRule rule, string? device, RiskActivity activity, long minor = 1_000) => rule.Evaluate(
        new RiskFacts { Request = RiskSamples.Transfer(minor: minor) with { DeviceFingerprint = device }, Activity = activity }) is not null;
}
