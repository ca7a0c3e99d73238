using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Http;

namespace WalletFunctions.Transactions.Sessions;

/// <summary><c>POST /v1/sessions/{sessionId}/resume</c>, for operators of the bank alone.</summary>
public sealed class ResumeSessionFunction(HttpCalls calls, ResumeSession resume, SessionClaims claims)
{
    /// <summary>200 with what was resumed as it now stands; 409 where there is nothing to resume.</summary>
    [Function("ResumeSession")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/sessions/{sessionId}/resume")] HttpRequest request,
        string sessionId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.RequireOperator().Match(
            _ => call.Read((_, faults) => SessionFunctions.ReadId(sessionId, faults)).Match(
                async name => await (await resume.HandleAsync(call.Partner, name, new DurableSessionStarter(durable), cancellationToken)).Match(
                    async session => HttpCall.Answer(StatusCodes.Status200OK, SessionJson.Of(session, await claims.FindLegsAsync(session.Order, cancellationToken))),
                    refusal => Task.FromResult(call.Refuse(refusal))),
                refusal => Task.FromResult(call.Refuse(refusal))),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }
}
