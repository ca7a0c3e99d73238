using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Local.Host.Durable.Storage;
using WalletFunctions.Local.Host.Functions;
using WalletFunctions.Local.Host.Http;
using WalletFunctions.Local.Host.ServiceBus;

namespace WalletFunctions.Local.Host;

/// <summary>
/// Runs an app's functions in this process as the Functions host would: HTTP on loopback, timers, Service Bus triggers and orchestrations, all
/// kept in one Azurite.
/// </summary>
public sealed class LocalHost : IAsyncDisposable
{
    // What was told to end gets this long to do so.
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(1);

    private readonly LocalHostOptions _options;
    private readonly WebApplication _web;
    private readonly HostParts _parts;
    private readonly CancellationTokenSource _takingStops = new();
    private readonly CancellationTokenSource _runningStops;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<Task> _stopping;
    private Task _work = Task.CompletedTask;
    private bool _listens;

    private LocalHost(LocalHostOptions options, WebApplication web, HostParts parts, CancellationTokenSource runningStops)
    {
        _options = options;
        _web = web;
        _parts = parts;
        _runningStops = runningStops;
        _stopping = new Lazy<Task>(StopOnceAsync);
        web.Run(HandleAsync);
    }

    /// <summary>Where the app answers.</summary>
    public Uri BaseAddress => new(_web.Urls.First());

    /// <summary>The app's functions.</summary>
    public IReadOnlyList<FunctionMethod> Functions => _options.Functions;

    /// <summary>The app's HTTP routes, in the order in which they are tried.</summary>
    public IReadOnlyList<FunctionRoute> Routes => _parts.Routes.Routes;

    /// <summary>The app's container.</summary>
    public IServiceProvider Services => _web.Services;

    /// <summary>Starts and asks for orchestrations, as <c>[DurableClient]</c> does in the app.</summary>
    public DurableTaskClient Durable => _parts.Engine.Client;

    /// <summary>
    /// Completes when the host has stopped; fails when it must be stopped because another process has taken its storage.
    /// </summary>
    public Task Ended => _parts.Engine.Ended;

    /// <summary>Sends messages as the app does.</summary>
    public ServiceBusClient ServiceBus => _web.Services.GetRequiredService<ServiceBusClient>();

    /// <summary>Starts a host; it listens when this returns.</summary>
    /// <param name="options">What to run, where, and with which settings.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="PortInUseException">Another process listens on the port.</exception>
    /// <exception cref="LocalHostException">The app's functions or settings are not as they must be.</exception>
    public static async Task<LocalHost> StartAsync(LocalHostOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var runningStops = new CancellationTokenSource();
        var (web, parts) = HostComposition.Compose(options, runningStops.Token);
        var host = new LocalHost(options, web, parts, runningStops);
        try
        {
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>The messages of a queue, a subscription (<c>topic/subscription</c>) or either's dead-letter queue, in order, whatever their state.</summary>
    /// <param name="path">The entity, perhaps with <see cref="Topology.DeadLetterSuffix"/>.</param>
    /// <exception cref="ServiceBusException">There is no such entity.</exception>
    public IReadOnlyList<ServiceBusReceivedMessage> PeekMessages(string path) =>
        [.. _parts.Broker.Receiver(path).Queue.Peek().Select(row => ReceivedMessages.From(row, _options.TimeProvider))];

    /// <summary>Runs a timer function now, after a run that may be under way, and waits for its end.</summary>
    /// <param name="functionName">The function.</param>
    /// <exception cref="ArgumentException">There is no timer function of that name.</exception>
    public Task RunTimerAsync(string functionName)
    {
        var function = Functions.FirstOrDefault(candidate =>
            candidate.Trigger is FunctionTrigger.Timer && string.Equals(candidate.Name, functionName, StringComparison.OrdinalIgnoreCase));
        return function is null
            ? throw new ArgumentException($"There is no timer function '{functionName}'.", nameof(functionName))
            : _parts.HandRun.RunTimerAsync(function);
    }

    /// <summary>Takes nothing new, waits for what runs as long as the options say, then stops it.</summary>
    public Task StopAsync() => _stopping.Value;

    /// <summary>Stops the host and frees what it holds.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _parts.Timers.Dispose();
        await _web.DisposeAsync();
        _takingStops.Dispose();
        _runningStops.Dispose();
    }

    private async Task StopOnceAsync()
    {
        using var patience = new CancellationTokenSource(_options.ShutdownTimeout);
        await _takingStops.CancelAsync();
        if (_listens)
        {
            // One that never started (the app refused its settings) has nothing to stop, and throws when it is asked to.
            await _web.StopAsync(patience.Token);
        }

        await FinishedWithinAsync(_options.ShutdownTimeout);
        await _runningStops.CancelAsync();
        await FinishedWithinAsync(LastPatience);
        await _parts.Broker.DisposeAsync();
        await _parts.Engine.DisposeAsync();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        // The port first: whoever finds it taken must not have touched the storage that the other process uses.
        try
        {
            await _web.StartAsync(cancellationToken);
            _listens = true;
        }
        catch (IOException busy) when (busy.InnerException is AddressInUseException)
        {
            throw new PortInUseException(_options.Port, busy);
        }

        try
        {
            await _parts.Engine.StartAsync(cancellationToken);
        }
        catch (StoreOwnedException owned)
        {
            throw new LocalHostException(owned.Message, owned);
        }

        // Only now is this process alone with the storage.
        await _parts.Tables.CreateAsync(cancellationToken);
        await _parts.Broker.StartAsync(cancellationToken);
        _work = Task.WhenAll(
            [_parts.Timers.RunAsync(_takingStops.Token), .. _parts.Pumps.Select(pump => pump.RunAsync(_takingStops.Token, _runningStops.Token))]);
        _ready.SetResult();
        _ = StopWhenStorageIsLostAsync();
    }

    /// <summary>Without its storage the host must not go on with anything: another process does.</summary>
    private async Task StopWhenStorageIsLostAsync()
    {
        await Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await StopAsync();
    }

    private async Task HandleAsync(HttpContext http)
    {
        await _ready.Task.WaitAsync(http.RequestAborted);
        await (AdminApi.Owns(http) ? _parts.Admin.HandleAsync(http) : _parts.Http.HandleAsync(http));
    }

    private async Task FinishedWithinAsync(TimeSpan patience)
    {
        try
        {
            await _work.WaitAsync(patience, TimeProvider.System);
        }
        catch (Exception ended) when (ended is OperationCanceledException or TimeoutException)
        {
            // Either it ended as it was told to, or it is told once more and then left.
        }
    }
}
