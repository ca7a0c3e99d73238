using Microsoft.AspNetCore.Http;
using WalletFunctions.Hosting;

namespace WalletFunctions.Http;

/// <summary>Tells who asks. The gateway will take its place; until then everybody is one partner, which the settings allow locally only.</summary>
public sealed class HttpCalls(WalletSettings settings)
{
    /// <summary>The call behind a request.</summary>
    public HttpCall Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new HttpCall(request, settings.ActAsPartner);
    }
}
