using System.Globalization;
using System.Net;
using Azure;
using Azure.Core;
using Azure.Data.Tables.Models;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Ledger.Tables;

/// <summary>What a failure of the tables means to the ledger: an answer, an outage, or (everything else) a fault of ours.</summary>
internal static class StoreFailures
{
    private const int TooManyRequests = 429;

    /// <summary>The service says that nothing was written because a row stands against it.</summary>
    internal static bool IsConflict(RequestFailedException exception) =>
        exception.Status is (int)HttpStatusCode.PreconditionFailed
        || exception.ErrorCode == TableErrorCode.EntityAlreadyExists.ToString()
        || exception.ErrorCode == TableErrorCode.ResourceNotFound.ToString()
        || exception.ErrorCode == TableErrorCode.EntityNotFound.ToString();

    /// <summary>Nothing is known, or the service is busy: it can be asked again.</summary>
    internal static bool IsOutage(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        RequestFailedException failed => failed.Status is 0 or (int)HttpStatusCode.RequestTimeout or TooManyRequests or >= (int)HttpStatusCode.InternalServerError,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        AggregateException many => many.InnerExceptions.All(inner => IsOutage(inner, cancellationToken)),
        HttpRequestException or IOException or TimeoutException => true,
        _ => false,
    };

    internal static StoreUnavailableException ToUnavailable(Exception exception) => new("The ledger's tables do not answer.", exception)
    {
        RetryAfter = (exception as RequestFailedException)?.GetRawResponse()?.Headers is { } headers ? ReadRetryAfter(headers) : null,
    };

    private static TimeSpan? ReadRetryAfter(ResponseHeaders headers) =>
        headers.TryGetValue("Retry-After", out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
