using Microsoft.Extensions.Configuration;
using WalletFunctions.Callbacks;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks;

public sealed class CallbackOptionsTests
{
    [Fact]
    public void Without_settings_the_limits_are_those_of_the_design()
    {
        var options = CallbackOptions.From(Settings());

        Assert.Equal(new CallbackOptions(), options);
        Assert.Equal((15.0, false), (options.AttemptDeadline.TotalSeconds, options.AllowLoopback));
    }

    [Fact]
    public void Loopback_is_allowed_in_a_local_run_alone()
    {
        Assert.True(CallbackOptions.From(
            Settings(("Callbacks:AllowLoopback", "true"), ("AZURE_FUNCTIONS_ENVIRONMENT", "Development"))).AllowLoopback);

        var fault = Assert.Throws<InvalidOperationException>(() => CallbackOptions.From(Settings(("Callbacks:AllowLoopback", "true"))));
        Assert.Contains("AllowLoopback", fault.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => CallbackOptions.From(
            Settings(("Callbacks:AllowLoopback", "true"), ("AZURE_FUNCTIONS_ENVIRONMENT", "Production"))));
        Assert.Throws<InvalidOperationException>(() => CallbackOptions.From(Settings(
            ("Callbacks:AllowLoopback", "true"), ("AZURE_FUNCTIONS_ENVIRONMENT", "Development"), ("WEBSITE_SITE_NAME", "wallets"))));
    }

    [Fact]
    public void Every_fault_is_named_in_one_message()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => CallbackOptions.From(Settings(
            ("Callbacks:AttemptDeadlineMs", "60000"), ("Callbacks:ConnectDeadlineMs", "1"), ("Callbacks:ConcurrentPerPartner", "0"))));

        Assert.All(
            new[] { "AttemptDeadlineMs", "ConnectDeadlineMs", "ConcurrentPerPartner" },
            name => Assert.Contains(name, fault.Message, StringComparison.Ordinal));
    }

    private static IConfiguration Settings(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
}
