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
using WalletFunctions.Local.Host.Durable;
using WalletFunctions.Local.Host.Durable.Storage;
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

            // What the app finds too long it refuses itself, as a problem: the server's own refusal has no body.
            kestrel.Limits.MaxRequestLineSize = 256 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 256 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 1_000;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });

        AddHostServices(builder.Services, options, Topology.Of(options.Functions, settings));
        var pipeline = new PipelineBuilder(builder.Services);
        options.Configure(pipeline);
        builder.Services.Replace(ServiceDescriptor.Singleton(options.TimeProvider));
        builder.Services.Replace(ServiceDescriptor.Singleton<ServiceBusClient>(services =>
            new LocalServiceBusClient(services.GetRequiredService<Broker>(), options.TimeProvider)));

        var web = builder.Build();
        return (web, Parts(options, web, pipeline, runningStops));
    }

    private static void AddHostServices(IServiceCollection services, LocalHostOptions options, Topology topology)
    {
        services.AddRouting();
        services.AddMvcCore();

        // As the Functions worker does for every payload.
        services.Configure<JsonSerializerOptions>(json => json.PropertyNameCaseInsensitive = true);
        services.AddSingleton<PayloadJson>();
        services.AddSingleton<DurableClientSource>();
        services.AddSingleton(options.TimeProvider);
        services.AddSingleton(container =>
            new StorageRetry(TimeProvider.System, container.GetRequiredService<ILoggerFactory>().CreateLogger<StorageRetry>()));
        services.AddSingleton(container => new HostTables(
            options.ConnectStorage(options.StorageConnectionString), options.TablePrefix, container.GetRequiredService<StorageRetry>()));
        services.AddSingleton(container => new Broker(
            container.GetRequiredService<HostTables>().Messages, container.GetRequiredService<StorageRetry>(), topology, options.TimeProvider));
    }

    private static HostParts Parts(LocalHostOptions options, WebApplication web, PipelineBuilder pipeline, CancellationToken runningStops)
    {
        var services = web.Services;
        var tables = services.GetRequiredService<HostTables>();
        var settings = services.GetRequiredService<IConfiguration>();
        var invoker = new FunctionInvoker(services, pipeline, options.Functions);
        var routes = new RouteTable(options.Functions, options.HostJson.RoutePrefix, services.GetRequiredService<IInlineConstraintResolver>());
        var broker = services.GetRequiredService<Broker>();
        var timers = new TimerService(
            options.Functions,
            settings,
            new TableTimerStatusStore(tables.Timers),
            services.GetRequiredService<StorageRetry>(),
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
            Engine(options, services, invoker),
            Pumps(options, settings, broker, invoker, services.GetRequiredService<ILogger<MessagePump>>()),
            handRun);
    }

    private static DurableEngine Engine(LocalHostOptions options, IServiceProvider services, FunctionInvoker invoker)
    {
        var payload = services.GetRequiredService<PayloadJson>();
        var logs = services.GetRequiredService<ILoggerFactory>();
        var engine = new DurableEngine(
            options.HostJson.TaskHubName,
            new DurableFunctions(invoker, payload, options.Functions),
            new TablesDurableStore(options.ConnectStorage(options.StorageConnectionString), options.TablePrefix + "Durable", options.TimeProvider, logs),
            options.Durable,
            new PayloadConverter(payload.Options),
            options.TimeProvider,
            logs);
        services.GetRequiredService<DurableClientSource>().Client = engine.Client;
        return engine;
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
