using System.Net;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using WalletFunctions.Local.Host.Configuration;
using WalletFunctions.Local.Host.Functions;
using WalletFunctions.Local.Host.Http;
using WalletFunctions.Local.Host.Invocation;
using WalletFunctions.Local.Host.ServiceBus;
using WalletFunctions.Local.Host.Storage;
using WalletFunctions.Local.Host.Timers;

namespace WalletFunctions.Local.Host;

/// <summary>Wires a host: one container for Kestrel and the app, as in the Functions worker.</summary>
internal static class HostComposition
{
    public static (WebApplication Web, HostParts Parts) Compose(LocalHostOptions options, CancellationToken runningStops)
    {
        var settings = new ConfigurationManager();
        HostSettings.AddTo(settings, options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = settings[HostSettings.EnvironmentName] });
        HostSettings.AddTo(builder.Configuration, options);
        builder.Logging.AddConfiguration(options.HostJson.Logging);
        options.Logging?.Invoke(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });

        var tables = new HostTables(options.StorageConnectionString, options.TablePrefix, options.TimeProvider);
        var topology = Topology.Of(options.Functions, settings);
        AddHostServices(builder.Services, options, tables, topology);
        var pipeline = new PipelineBuilder(builder.Services);
        options.Configure(pipeline);
        builder.Services.Replace(ServiceDescriptor.Singleton(options.TimeProvider));
        builder.Services.Replace(ServiceDescriptor.Singleton<ServiceBusClient>(services =>
            new LocalServiceBusClient(services.GetRequiredService<Broker>(), options.TimeProvider)));

        var web = builder.Build();
        return (web, Parts(options, web, pipeline, tables, runningStops));
    }

    private static void AddHostServices(IServiceCollection services, LocalHostOptions options, HostTables tables, Topology topology)
    {
        services.AddRouting();
        services.AddMvcCore();

        // As the Functions worker does for every payload.
        services.Configure<JsonSerializerOptions>(json => json.PropertyNameCaseInsensitive = true);
        services.AddSingleton<PayloadJson>();
        services.AddSingleton<DurableClientSource>();
        services.AddSingleton(options.TimeProvider);
        services.AddSingleton(container => new Broker(tables.Messages, topology, options.TimeProvider, container.GetRequiredService<ILogger<Broker>>()));
    }

    private static HostParts Parts(
        LocalHostOptions options, WebApplication web, PipelineBuilder pipeline, HostTables tables, CancellationToken runningStops)
    {
        var services = web.Services;
        var settings = services.GetRequiredService<IConfiguration>();
        var invoker = new FunctionInvoker(services, pipeline, options.Functions);
        var routes = new RouteTable(options.Functions, options.HostJson.RoutePrefix, services.GetRequiredService<IInlineConstraintResolver>());
        var broker = services.GetRequiredService<Broker>();
        var timers = new TimerService(
            options.Functions,
            settings,
            new TableTimerStatusStore(tables.Timers),
            invoker,
            options.TimeProvider,
            services.GetRequiredService<ILogger<TimerService>>(),
            runningStops);
        var handRun = new HandRun(timers, broker, settings, services.GetRequiredService<ILogger<HandRun>>(), runningStops);
        return new HostParts(
            tables,
            routes,
            new HttpFunctions(routes, invoker, services.GetRequiredService<ILogger<HttpFunctions>>(), runningStops),
            new AdminApi(options.Functions, routes, handRun.StartAsync),
            timers,
            broker,
            Pumps(options, settings, broker, invoker, services.GetRequiredService<ILogger<MessagePump>>()),
            handRun);
    }

    private static List<MessagePump> Pumps(
        LocalHostOptions options, IConfiguration settings, Broker broker, FunctionInvoker invoker, ILogger<MessagePump> logger) =>
        [.. options.Functions
            .Where(function => function.Trigger is FunctionTrigger.ServiceBus)
            .Select(function =>
            {
                var trigger = (FunctionTrigger.ServiceBus)function.Trigger;
                return new MessagePump(
                    function, trigger, broker.Receiver(Topology.PathOf(trigger, settings)), options.HostJson, invoker, options.TimeProvider, logger);
            })];
}
