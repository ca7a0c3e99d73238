using Microsoft.AspNetCore.Http;

namespace WalletFunctions.Http;

/// <summary>The calls behind requests.</summary>
public sealed class HttpCalls
{
    /// <summary>The call behind a request, from whom <see cref="CallerMiddleware"/> found to be asking.</summary>
    public HttpCall Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var caller = request.HttpContext.Features.Get<Caller>()
            ?? throw new InvalidOperationException("Nobody asked who calls.");
        return new HttpCall(request, caller.Partner, caller.Operator);
    }
}
