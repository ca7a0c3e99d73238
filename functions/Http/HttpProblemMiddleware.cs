using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using WalletFunctions.Json;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Http;

/// <summary>
/// The edge of HTTP: an exception becomes a problem without a word of its inside. Other triggers pass through untouched, in the same
/// call: an orchestration must not be awaited here, and a message that failed must be seen to fail.
/// </summary>
internal sealed partial class HttpProblemMiddleware(ILogger<HttpProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    private const string RetryAfterSeconds = "2";

    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        return context.GetHttpContext() is { } http ? InvokeHttpAsync(context, http, next) : next(context);
    }

    private async Task InvokeHttpAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            LogAborted(logger, context.FunctionDefinition.Name);
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            var problem = ToProblem(exception, http);
            if (problem.Status >= StatusCodes.Status500InternalServerError)
            {
                LogFailed(logger, exception, context.FunctionDefinition.Name, problem.Status, problem.TraceId);
            }

            var answer = problem.ToAnswer();
            http.Response.Clear();
            await (problem.Refusal.Reason().IsRetryable ? answer.With("Retry-After", RetryAfterSeconds) : answer).ExecuteAsync(http);
        }
    }

    private static Problem ToProblem(Exception exception, HttpContext http)
    {
        var reason = ReasonOf(exception);
        var refusal = reason == ReasonCatalog.InvalidRequest
            ? Refusal.For(reason, null, new FieldFault(StrictJson.Body, "could not be received as HTTP says"))
            : Refusal.For(reason);
        return Problem.For(refusal, http.Request.Path, RequestTrace.IdOf(http));
    }

    private static Reason ReasonOf(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ReasonCatalog.BodyTooLarge,
        BadHttpRequestException => ReasonCatalog.InvalidRequest,
        RequestFailedException or LedgerUnavailableException or HttpRequestException or TimeoutException or OperationCanceledException => ReasonCatalog.Unavailable,

        // The SDK's pipeline throws all its attempts' failures as one.
        AggregateException many when many.InnerExceptions.All(inner => ReasonOf(inner) == ReasonCatalog.Unavailable) => ReasonCatalog.Unavailable,
        _ => ReasonCatalog.InternalError,
    };

    [LoggerMessage(1001, LogLevel.Error, "{Function} failed; answered {StatusCode}, trace {TraceId}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string function, int statusCode, string traceId);

    [LoggerMessage(1002, LogLevel.Debug, "The caller of {Function} went away")]
    private static partial void LogAborted(ILogger logger, string function);
}
