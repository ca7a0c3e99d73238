using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;

namespace WalletFunctions.Reasons;

/// <summary>Tells every reason that a partner can be given.</summary>
public sealed class ReasonCodesFunction(HttpCalls calls)
{
    /// <summary><c>GET /v1/reason-codes</c>.</summary>
    [Function("ListReasonCodes")]
    public IResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/reason-codes")] HttpRequest request)
    {
        var call = calls.Of(request);
        var faults = call.RefuseQuery();
        return faults.IsEmpty ? HttpCall.Answer(StatusCodes.Status200OK, ReasonCodesJson.Bytes) : call.Refuse(faults.ToRefusal());
    }
}
