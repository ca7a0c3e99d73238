using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Local.Host.Configuration;
using WalletFunctions.Local.Host.Invocation;

namespace WalletFunctions.Local.Host;

/// <summary>The app's services without a host: for commands that look at what the app keeps, also while it runs elsewhere.</summary>
public static class AppServices
{
    /// <summary>Makes the container. Settings are read as the host reads them; nothing is started.</summary>
    /// <param name="options">What a host would run, where, and with which settings.</param>
    public static ServiceProvider Build(LocalHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = new ConfigurationManager();
        HostSettings.AddTo(settings, options);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(settings);
        services.AddLogging(options.Logging ?? (_ => { }));
        services.AddSingleton(options.TimeProvider);
        options.Configure(new PipelineBuilder(services));
        return services.BuildServiceProvider();
    }
}
