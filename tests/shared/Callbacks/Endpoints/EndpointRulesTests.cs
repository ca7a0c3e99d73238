using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Identifiers;
using Xunit;

namespace WalletFunctions.Tests.Shared.Callbacks.Endpoints;

public sealed class EndpointRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 10, 0, 0, TimeSpan.Zero);

    private static readonly CallbackEndpoint Good = new()
    {
        Partner = PartnerId.Parse("p1"),
        EndpointId = "main",
        Url = "https://hooks.partner.example/",
        EventTypes = ["wallet.*"],
        Secrets = [new EndpointSecret("s1", Now, null)],
    };

    [Fact]
    public void A_good_endpoint_has_no_fault() => Assert.Empty(EndpointRules.Faults(Good, allowLoopback: false));

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a#b")]
    [InlineData("ä")]
    [InlineData("123456789012345678901234567890123456789012345678901")]
    public void An_id_that_could_not_be_a_key_is_a_fault(string id) =>
        Assert.StartsWith("endpointId", Assert.Single(EndpointRules.Faults(Good with { EndpointId = id }, allowLoopback: false)), StringComparison.Ordinal);

    [Fact]
    public void Every_fault_is_named()
    {
        var faults = EndpointRules.Faults(
            Good with { Url = "https://10.0.0.1/", EventTypes = ["wal*", "wallet.credited"], Secrets = [new EndpointSecret("s1", Now, Now)] },
            allowLoopback: false);

        Assert.Equal(["url: private", "eventTypes:", "secrets:"], faults.Select(fault => fault.Split(" a pattern")[0].Split(" 1 to")[0]));
    }

    [Fact]
    public void A_loopback_endpoint_is_for_a_local_run_alone()
    {
        var local = Good with { Url = "http://127.0.0.1:7081/callbacks" };

        Assert.Empty(EndpointRules.Faults(local, allowLoopback: true));
        Assert.Equal(["url: not-https"], EndpointRules.Faults(local, allowLoopback: false));
    }
}
