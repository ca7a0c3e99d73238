using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using WalletFunctions.Local.Host.Invocation;

namespace WalletFunctions.Local.Host.Http;

/// <summary>
/// Takes a request to the function whose route matches, and the function's result to the response. As on the Functions host a request that no
/// route takes gets an empty 404 before any of the app's code, and an unhandled exception gets an empty 500.
/// </summary>
internal sealed partial class HttpFunctions(RouteTable routes, FunctionInvoker invoker, ILogger<HttpFunctions> logger, CancellationToken hostStops)
{
    public async Task HandleAsync(HttpContext http)
    {
        if (!routes.TryMatch(http, out var route, out var values))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Request.RouteValues = values;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(hostStops, http.RequestAborted);
        var hostServices = http.RequestServices;
        try
        {
            await invoker.InvokeAsync(
                route.Function,
                http,
                new Dictionary<string, object?>(values, StringComparer.OrdinalIgnoreCase),
                result => WriteAsync(http, result, route.Function.Name),
                ends.Token);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            LogAborted(logger, route.Function.Name);
        }
        catch (BadHttpRequestException fault) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            http.Response.StatusCode = fault.StatusCode;
        }
        catch (Exception fault)
        {
            // The process edge: nobody above could do more than this, and no detail may leave the process.
            LogFailed(logger, route.Function.Name, fault);
            Fail(http);
        }
        finally
        {
            http.RequestServices = hostServices;
        }
    }

    private static void Fail(HttpContext http)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    private Task WriteAsync(HttpContext http, object? result, string functionName)
    {
        switch (result)
        {
            case IActionResult action:
                return action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
            case IResult minimal:
                return minimal.ExecuteAsync(http);
            case null:
                return Task.CompletedTask;
            default:
                LogNoHttpResult(logger, functionName, result.GetType().Name);
                return Task.CompletedTask;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Function {FunctionName} failed.")]
    private static partial void LogFailed(ILogger logger, string functionName, Exception fault);

    [LoggerMessage(2, LogLevel.Debug, "The caller of function {FunctionName} went away.")]
    private static partial void LogAborted(ILogger logger, string functionName);

    [LoggerMessage(3, LogLevel.Warning, "Function {FunctionName} returned a {TypeName}, which is no HTTP result: the response is what it wrote itself.")]
    private static partial void LogNoHttpResult(ILogger logger, string functionName, string typeName);
}
