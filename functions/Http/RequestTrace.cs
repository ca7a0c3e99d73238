using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace WalletFunctions.Http;

/// <summary>The trace that a request belongs to: the caller's by W3C <c>traceparent</c>, else our own.</summary>
internal static class RequestTrace
{
    /// <summary>The trace's id.</summary>
    internal static string IdOf(HttpContext http)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            return activity.TraceId.ToHexString();
        }

        return ActivityContext.TryParse(http.Request.Headers.TraceParent, http.Request.Headers.TraceState, out var caller)
            ? caller.TraceId.ToHexString()
            : http.TraceIdentifier;
    }
}
