using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WalletFunctions.Local.Sandbox.Risk;

/// <summary>
/// A fraud platform (<c>POST /v1/assessments</c>) and a screening service (<c>POST /v1/screenings</c>) over HTTP on one loopback port. Scripted
/// by <see cref="RiskScripts"/>; the table is in the sandbox's README.
/// </summary>
public sealed class RiskSandbox : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RiskDesk _fraud;
    private readonly RiskDesk _screening;

    private RiskSandbox(WebApplication app, RiskDesk fraud, RiskDesk screening)
    {
        _app = app;
        _fraud = fraud;
        _screening = screening;
    }

    /// <summary>Where both services are: the <c>BaseUrl</c> for <c>Risk:Fraud</c> and <c>Risk:Screening</c>.</summary>
    public Uri BaseUrl => new(_app.Urls.Single());

    /// <summary>The calls of the fraud platform, in the order they came.</summary>
    public ChannelReader<RiskCall> FraudCalls => _fraud.Calls;

    /// <summary>The calls of the screening service, in the order they came.</summary>
    public ChannelReader<RiskCall> ScreeningCalls => _screening.Calls;

    /// <summary>How many different transactions the fraud platform assessed.</summary>
    public int FraudAssessed => _fraud.Assessed;

    /// <summary>How many different transactions the screening service screened.</summary>
    public int Screened => _screening.Assessed;

    /// <summary>Starts the sandbox.</summary>
    public static async Task<RiskSandbox> StartAsync(RiskSandboxOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        var app = builder.Build();
        var fraud = new RiskDesk("fraud", RiskScripts.FraudAmounts, options);
        var screening = new RiskDesk("screening", RiskScripts.ScreeningAmounts, options);
        app.Use(IgnoreLostCallersAsync);
        app.MapPost("/v1/assessments", fraud.HandleAsync);
        app.MapPost("/v1/screenings", screening.HandleAsync);
        await app.StartAsync(cancellationToken);
        return new RiskSandbox(app, fraud, screening);
    }

    /// <summary>Stops it; open calls are cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
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
}
