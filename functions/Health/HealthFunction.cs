using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;
using WalletFunctions.Json;

namespace WalletFunctions.Health;

/// <summary>Tells that the process answers. It asks nobody: a probe that fails with storage would restart what a restart does not mend.</summary>
public sealed class HealthFunction
{
    /// <summary><c>GET /health</c>.</summary>
    [Function("GetHealth")]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new HttpAnswer
        {
            StatusCode = StatusCodes.Status200OK,
            ContentType = HttpAnswer.Json,
            Body = JsonText.Object(json => json.WriteString("status", "healthy")),
        };
    }
}
