using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;

namespace WalletFunctions.OpenApi;

/// <summary>Tells what the API is.</summary>
public sealed class OpenApiFunction
{
    /// <summary><c>GET /openapi.json</c>.</summary>
    [Function("GetOpenApi")]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return HttpCall.Answer(StatusCodes.Status200OK, ApiDocument.Bytes);
    }
}
