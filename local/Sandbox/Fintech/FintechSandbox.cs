using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WalletFunctions.Shared.Callbacks.Signing;

namespace WalletFunctions.Local.Sandbox.Fintech;

/// <summary>
/// Fintechs over HTTP on one loopback port, one for each partner: <c>POST /{partner}/callbacks</c> takes the bank's callbacks,
/// <c>POST /{partner}/status</c> answers how a transaction ended. The table is in the sandbox's README.
/// </summary>
public sealed class FintechSandbox : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, FintechPartner> _partners = new(StringComparer.Ordinal);

    private FintechSandbox(WebApplication app, TimeProvider time)
    {
        _app = app;
        _time = time;
    }

    /// <summary>Where the sandbox is.</summary>
    public Uri BaseUrl => new(_app.Urls.Single());

    /// <summary>Every fintech.</summary>
    public IReadOnlyCollection<FintechPartner> Partners => [.. _partners.Values];

    /// <summary>Starts the sandbox; port 0 takes a free one.</summary>
    public static async Task<FintechSandbox> StartAsync(int port, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        var sandbox = new FintechSandbox(app, time);
        app.MapPost("/{partner}/callbacks", sandbox.TakeCallbackAsync);
        app.MapPost("/{partner}/status", sandbox.AnswerStatusAsync);
        await app.StartAsync(cancellationToken);
        return sandbox;
    }

    /// <summary>Plays the fintech of one more partner.</summary>
    public FintechPartner Serve(FintechPartnerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var partner = new FintechPartner(options, _time);
        return _partners.TryAdd(options.Partner.Value, partner)
            ? partner
            : throw new InvalidOperationException($"The sandbox plays {options.Partner} already.");
    }

    /// <summary>Stops it; open calls are cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        foreach (var partner in _partners.Values)
        {
            partner.Dispose();
        }

        await _app.DisposeAsync();
    }

    private async Task TakeCallbackAsync(HttpContext context)
    {
        if (Find(context) is not { } partner)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            var status = await partner.ReceiveAsync(HeadersOf(context.Request), await BodyAsync(context), context.RequestAborted);
            if (status is null)
            {
                context.Abort();
                return;
            }

            context.Response.StatusCode = status.Value;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The bank has given up waiting, which a slow fintech is for.
            context.Abort();
        }
    }

    private async Task AnswerStatusAsync(HttpContext context)
    {
        if (Find(context)?.AnswerStatus(HeadersOf(context.Request), await BodyAsync(context)) is not { } answer)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer), context.RequestAborted);
    }

    private FintechPartner? Find(HttpContext context) => _partners.GetValueOrDefault((string)context.Request.RouteValues["partner"]!);

    private static WebhookHeaders HeadersOf(HttpRequest request) => new(
        request.Headers[WebhookHeaders.IdName].ToString(),
        request.Headers[WebhookHeaders.TimestampName].ToString(),
        request.Headers[WebhookHeaders.SignatureName].ToString());

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }
}
