using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using WalletFunctions.Hosting;
using WalletFunctions.Partners;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Http;

/// <summary>
/// Finds out who asks, before any function does (and that nobody asks at endless length): the partner by <c>X-Partner</c> (else the one of the settings), the operator by <c>X-Operator-Key</c>.
/// The gateway will take the place of the first; the settings allow it locally only.
/// </summary>
internal sealed class CallerMiddleware(PartnerDirectory partners, WalletSettings settings) : IFunctionsWorkerMiddleware
{
    /// <summary>The partner to act as.</summary>
    internal const string PartnerHeader = "X-Partner";

    /// <summary>What an operator of the bank shows.</summary>
    internal const string OperatorHeader = "X-Operator-Key";

    /// <summary>Characters of path and query together.</summary>
    private const int MaxAddressCharacters = 8 * 1024;

    /// <summary>Characters of all headers together, names and values.</summary>
    private const int MaxHeaderCharacters = 32 * 1024;

    /// <summary>Headers of one request.</summary>
    private const int MaxHeaders = 100;

    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        return context.GetHttpContext() is { } http ? InvokeHttpAsync(context, http, next) : next(context);
    }

    private async Task InvokeHttpAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        if (http.Request.Path.Value!.Length + http.Request.QueryString.Value!.Length > MaxAddressCharacters)
        {
            await RefuseAsync(http, ReasonCatalog.UriTooLong, instance: "/");
            return;
        }

        if (AreTooLarge(http.Request.Headers))
        {
            await RefuseAsync(http, ReasonCatalog.HeadersTooLarge, http.Request.Path);
            return;
        }

        if (await PartnerOfAsync(http) is not { } partner)
        {
            await RefuseAsync(http, ReasonCatalog.UnknownPartner, http.Request.Path);
            return;
        }

        http.Features.Set(new Caller(partner, OperatorOf(http.Request)));
        await next(context);
    }

    private static bool AreTooLarge(IHeaderDictionary headers)
    {
        var (values, characters) = (0, 0);
        foreach (var (name, header) in headers)
        {
            values += header.Count;
            foreach (var value in header)
            {
                characters += name.Length + (value?.Length ?? 0);
            }
        }

        return values > MaxHeaders || characters > MaxHeaderCharacters;
    }

    private static Task RefuseAsync(HttpContext http, Reason reason, string instance) =>
        Problem.For(Refusal.For(reason), instance, RequestTrace.IdOf(http)).ToAnswer().ExecuteAsync(http);

    private async ValueTask<PartnerId?> PartnerOfAsync(HttpContext http)
    {
        var header = http.Request.Headers[PartnerHeader];
        if (header.Count == 0)
        {
            return settings.ActAsPartner;
        }

        return header is [{ } text] && PartnerId.TryParse(text, out var partner) && await partners.FindAsync(partner, http.RequestAborted) is not null
            ? partner
            : null;
    }

    private OperatorId? OperatorOf(HttpRequest request) => request.Headers[OperatorHeader] is [var key] ? settings.Operators.Find(key) : null;
}
