using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The HTTP side of an invocation. Stands in for the type of the same name in Worker.Extensions.Http.AspNetCore.</summary>
public static class FunctionContextExtensions
{
    // The key under which the official extension, too, keeps the request: a host may set it.
    private const string HttpContextKey = "HttpRequestContext";

    /// <summary>The request's context; null for a trigger that is not HTTP.</summary>
    /// <param name="context">The invocation.</param>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue(HttpContextKey, out var value) ? value as HttpContext : null;
}
