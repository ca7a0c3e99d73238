using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace WalletFunctions.Http;

/// <summary>The calls behind requests.</summary>
public sealed class HttpCalls
{
    /// <summary>The call behind a request, from whom <see cref="CallerMiddleware"/> found to be asking.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "A service, as the functions see it: the gateway will give it services of its own.")]
    public HttpCall Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var caller = request.HttpContext.Features.Get<Caller>()
            ?? throw new InvalidOperationException("Nobody asked who calls.");
        return new HttpCall(request, caller.Partner, caller.Operator);
    }
}
