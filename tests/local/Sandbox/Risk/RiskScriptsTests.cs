using WalletFunctions.Local.Sandbox.Risk;
using Xunit;

namespace WalletFunctions.Tests.Local.Sandbox.Risk;

public sealed class RiskScriptsTests
{
    [Theory]
    [InlineData("fraud-decline", 100, RiskScript.Decline)]
    [InlineData("Rent for May: FRAUD-REVIEW, please", 100, RiskScript.Review)]
    [InlineData("screening-decline fraud-hang", 100, RiskScript.Hang)]
    [InlineData("screening-decline", 100, RiskScript.Approve)]
    [InlineData("fraud-lost-always", 100, RiskScript.LostAlways)]
    [InlineData("fraud-approve", 66_601, RiskScript.Approve)]
    [InlineData("fraud-nonsense", 100, RiskScript.Approve)]
    [InlineData(null, 66_599, RiskScript.Approve)]
    [InlineData(null, 66_600, RiskScript.Approve)]
    [InlineData(null, 66_601, RiskScript.Decline)]
    [InlineData(null, 66_611, RiskScript.LostAlways)]
    [InlineData(null, 66_612, RiskScript.Approve)]
    [InlineData(null, 66_701, RiskScript.Approve)]
    public void A_word_of_the_reference_decides_before_the_amount(string? reference, long minor, RiskScript expected) =>
        Assert.Equal(expected, RiskScripts.Of("fraud-", RiskScripts.FraudAmounts, reference, minor));

    [Fact]
    public void Every_script_has_its_word() =>
        Assert.Equal(Enum.GetValues<RiskScript>(), RiskScripts.ByWord.Values.Order());
}
