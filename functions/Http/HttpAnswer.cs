using Microsoft.AspNetCore.Http;

namespace WalletFunctions.Http;

/// <summary>An answer to an HTTP request, down to its bytes: what is stored for a replay is what was sent.</summary>
public sealed class HttpAnswer : IResult
{
    /// <summary>The media type of everything but problems.</summary>
    internal const string Json = "application/json; charset=utf-8";

    /// <summary>The media type of RFC 9457.</summary>
    internal const string ProblemJson = "application/problem+json; charset=utf-8";

    /// <summary>The HTTP status.</summary>
    public required int StatusCode { get; init; }

    /// <summary>The body's bytes.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body's media type.</summary>
    public required string ContentType { get; init; }

    /// <summary>Headers beside those that every answer has.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>This answer with one more header.</summary>
    public HttpAnswer With(string header, string value) => new()
    {
        StatusCode = StatusCode,
        Body = Body,
        ContentType = ContentType,
        Headers = new Dictionary<string, string>(Headers) { [header] = value },
    };

    /// <summary>Sends the answer.</summary>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = StatusCode;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        await response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }
}
