using Microsoft.Extensions.Configuration;
using WalletFunctions.Local.Host;
using WalletFunctions.Local.Host.Configuration;
using Xunit;

namespace WalletFunctions.Tests.Local.Host.Configuration;

public sealed class ConfigurationTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Host_json_is_read_with_the_Functions_host_s_defaults()
    {
        File.WriteAllText(_file, """
            { "version": "2.0", "extensions": {
                "http": { "routePrefix": "/v2/" },
                "serviceBus": { "maxConcurrentCalls": 3, "autoCompleteMessages": false, "maxAutoLockRenewalDuration": "00:01:30" } } }
            """);

        var host = HostJson.Read(_file);

        Assert.Equal("v2", host.RoutePrefix);
        Assert.Equal(3, host.MaxConcurrentCalls);
        Assert.Equal(8, host.MaxConcurrentSessions);
        Assert.False(host.AutoCompleteMessages);
        Assert.Equal(TimeSpan.FromSeconds(90), host.MaxAutoLockRenewalDuration);
        Assert.Equal("api", HostJson.Read(null).RoutePrefix);
    }

    [Theory]
    [InlineData("{ not json")]
    [InlineData("""{ "extensions": { "serviceBus": { "maxConcurrentCalls": 0 } } }""")]
    [InlineData("""{ "extensions": { "serviceBus": { "maxConcurrentCalls": "many" } } }""")]
    public void A_host_json_that_cannot_be_is_one_clear_line(string text)
    {
        File.WriteAllText(_file, text);

        var fault = Assert.Throws<LocalHostException>(() => HostJson.Read(_file));

        Assert.Contains(_file, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void Local_settings_are_the_values_alone_and_double_underscores_are_sections()
    {
        File.WriteAllText(_file, """
            { "IsEncrypted": false, // a comment, as Core Tools allow
              "Values": { "A__B": "x", "Number": 5, "Flag": true, "Nothing": null, }, "Host": { "LocalHttpPort": 7071 } }
            """);

        var settings = LocalSettings.Read(_file);

        Assert.Equal(["A:B=x", "Number=5", "Flag=true", "Nothing="], settings.Select(setting => $"{setting.Key}={setting.Value}"));
        Assert.Empty(LocalSettings.Read(_file + ".missing"));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("""{ "Values": { "A": {} } }""")]
    [InlineData("{")]
    public void Local_settings_that_cannot_be_read_are_one_clear_line(string text)
    {
        File.WriteAllText(_file, text);

        var fault = Assert.Throws<LocalHostException>(() => LocalSettings.Read(_file));

        Assert.Contains(_file, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void References_to_settings_are_replaced_and_a_missing_setting_is_named()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("A:B", "x"), new("C", "y")]).Build();

        Assert.Equal("x-y-100", SettingReferences.Resolve("%A:B%-%C%-100", settings));
        Assert.Equal("x", SettingReferences.Resolve("%A__B%", settings));
        var fault = Assert.Throws<LocalHostException>(() => SettingReferences.Resolve("%D%", settings));
        Assert.Contains("'D'", fault.Message, StringComparison.Ordinal);
    }
}
