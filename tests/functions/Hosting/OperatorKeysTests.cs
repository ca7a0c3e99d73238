using Microsoft.Extensions.Configuration;
using WalletFunctions.Hosting;
using Xunit;

namespace WalletFunctions.Tests.Functions.Hosting;

public sealed class OperatorKeysTests
{
    [Fact]
    public void A_developers_machine_has_two_operators()
    {
        var keys = Read(true, out var faults);
        Assert.Empty(faults);
        Assert.Equal("alice", keys.Find("local-operator-alice")?.Value);
        Assert.Equal("bob", keys.Find("local-operator-bob")?.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("local-operator-carol")]
    public void A_key_that_is_nobodys_is_nobodys(string? key) => Assert.Null(Read(true, out _).Find(key));

    [Fact]
    public void There_is_no_operator_without_a_setting_elsewhere() => Assert.Null(Read(false, out _).Find("local-operator-alice"));

    [Fact]
    public void Operators_of_the_settings_take_the_place_of_the_local_ones()
    {
        var keys = Read(true, out var faults, ("Operators:carol:Key", "0123456789abcdef"));
        Assert.Empty(faults);
        Assert.Equal("carol", keys.Find("0123456789abcdef")?.Value);
        Assert.Null(keys.Find("local-operator-alice"));
    }

    [Theory]
    [InlineData("Operators:carol:Key", "short")]
    [InlineData("Operators:Ca rol:Key", "0123456789abcdef")]
    [InlineData("Operators:carol", "0123456789abcdef")]
    public void A_name_or_key_that_does_not_fit_stops_the_app(string setting, string value)
    {
        Read(true, out var faults, (setting, value));
        Assert.Single(faults);
    }

    [Fact]
    public void One_key_is_one_persons()
    {
        Read(true, out var faults, ("Operators:carol:Key", "0123456789abcdef"), ("Operators:dave:Key", "0123456789abcdef"));
        Assert.Single(faults);
    }

    private static OperatorKeys Read(bool isLocal, out List<string> faults, params (string Name, string Value)[] settings)
    {
        faults = [];
        var values = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value);
        return OperatorKeys.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), isLocal, faults);
    }
}
