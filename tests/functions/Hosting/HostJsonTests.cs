using System.Globalization;
using Microsoft.Extensions.Configuration;
using WalletFunctions.Callbacks;
using Xunit;

namespace WalletFunctions.Tests.Functions.Hosting;

/// <summary>The settings of the Functions host that the app's promises rest on: its own defaults would break them on Azure alone, where no test runs.</summary>
public sealed class HostJsonTests
{
    private const int TenSlowPartners = 10;

    private readonly IConfigurationSection _extensions = new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "host.json"), optional: false).Build().GetSection("extensions");

    [Fact]
    public void Sessions_are_let_go_at_once_since_nearly_every_fact_has_one_of_its_own()
    {
        // By default a session that has nothing more is held for a minute: eight sessions would be eight wallets a minute.
        var idle = TimeSpan.Parse(_extensions["serviceBus:sessionIdleTimeout"]!, CultureInfo.InvariantCulture);
        Assert.True(_extensions.GetValue<int>("serviceBus:maxConcurrentSessions") / idle.TotalSeconds >= 200);
    }

    [Fact]
    public void Slow_partners_leave_activities_to_everybody_else()
    {
        // By default there are ten for each core, which two slow partners would hold.
        var held = TenSlowPartners * new CallbackOptions().ConcurrentPerPartner;
        Assert.True(_extensions.GetValue<int>("durableTask:maxConcurrentActivityFunctions") >= held * 3 / 2);
    }
}
