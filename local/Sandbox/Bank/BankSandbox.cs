using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WalletFunctions.Local.Sandbox.Bank;

/// <summary>
/// A small core banking system over HTTP on one loopback port. Scripted by <see cref="BankScripts"/>; the table is in the sandbox's README. What ends later, it also tells through
/// <see cref="SandboxBank"/>, once there is one.
/// </summary>
public sealed class BankSandbox : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly BankSandboxOptions _options;
    private readonly BankBooks _books;
    private readonly CancellationTokenSource _closing = new();
    private readonly BankCounter _counter;
    private SandboxBank? _announcer;

    private BankSandbox(WebApplication app, BankSandboxOptions options)
    {
        _app = app;
        _options = options;
        _books = new BankBooks(options.Time);
        _counter = new BankCounter(_books, options, later => _ = ConcludeLaterAsync(later.Key));
    }

    /// <summary>Where it is: the setting <c>Bank:BaseUrl</c>.</summary>
    public Uri BaseUrl => new(_app.Urls.Single());

    /// <summary>Answers everything with 503, and does nothing, for as long as it is set.</summary>
    public bool IsDown { get; set; }

    /// <summary>The calls, in the order they came.</summary>
    public ChannelReader<BankCall> Calls => _counter.Calls;

    /// <summary>Starts the bank.</summary>
    public static async Task<BankSandbox> StartAsync(BankSandboxOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        var app = builder.Build();
        var bank = new BankSandbox(app, options);
        app.Use(IgnoreLostCallersAsync);
        app.Use(bank.RefuseWhileDownAsync);
        app.MapPost("/v1/instructions", bank._counter.InstructAsync);
        app.MapGet("/v1/instructions/{reference}", bank._counter.QueryAsync);
        app.MapPut("/v1/accounts/{walletId}", bank._counter.OpenAsync);
        app.MapPut("/v1/accounts/{walletId}/status", bank._counter.TellStatusAsync);
        app.MapPost("/sandbox/conclude/{reference}", context => ControlAsync(context, bank.ConcludeAsync));
        app.MapPost("/sandbox/repeat/{reference}", context => ControlAsync(context, bank.RepeatAsync));
        await app.StartAsync(cancellationToken);
        return bank;
    }

    /// <summary>Tells the app through this from now on what ends later. The app needs the bank's address to start, and this the app's bus: so it comes after.</summary>
    public void AnnounceThrough(SandboxBank announcer) => _announcer = announcer;

    /// <summary>An instruction (by its reference) or an account (by its wallet) as it stands; null if the bank knows none.</summary>
    public BankMovement? Find(string key) => _books.Find(key);

    /// <summary>How often money moved under a reference: once at most.</summary>
    public int TimesMoved(string reference) => _books.TimesMoved(reference);

    /// <summary>Ends what is to end later now, and announces it. False if nothing is to end.</summary>
    public async Task<bool> ConcludeAsync(string key, CancellationToken cancellationToken)
    {
        if (_books.Conclude(key) is not { } ended)
        {
            return false;
        }

        await AnnounceAsync(ended, cancellationToken);
        return true;
    }

    /// <summary>Announces how an instruction stands, once more: the same message each time. False if it has not ended.</summary>
    public async Task<bool> RepeatAsync(string key, CancellationToken cancellationToken)
    {
        if (_books.Find(key) is not { } known || known.Status == BankMovement.Pending)
        {
            return false;
        }

        await AnnounceAsync(known, cancellationToken);
        return true;
    }

    /// <summary>Stops it; open calls are cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _app.StopAsync(_closing.Token);
        await _app.DisposeAsync();
        _closing.Dispose();
    }

    // A caller that gave up is what some scripts are for.
    private static async Task IgnoreLostCallersAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private Task RefuseWhileDownAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsDown)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    private static async Task ControlAsync(HttpContext context, Func<string, CancellationToken, Task<bool>> act) => context.Response.StatusCode =
        await act((string)context.GetRouteValue("reference")!, context.RequestAborted) ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound;

    private async Task ConcludeLaterAsync(string key)
    {
        if (_options.LaterDelay is not { } delay)
        {
            return;
        }

        try
        {
            await Task.Delay(delay, _options.Time, _closing.Token);
            await ConcludeAsync(key, _closing.Token);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The bank closes: what was to end never does, as when a bank is down.
        }
    }

    private Task AnnounceAsync(BankMovement ended, CancellationToken cancellationToken) =>
        ended.Kind == BankMovement.Account || _announcer is not { } announcer ? Task.CompletedTask : announcer.TellOutcomeAsync(ended, cancellationToken);
}
