using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions.Undo;

namespace WalletFunctions.Transactions.Acknowledgements;

/// <summary>Takes what the fintech did with a transaction on its own side.</summary>
public sealed class AcknowledgementFunction(HttpCalls calls, AcknowledgementHandler handler)
{
    /// <summary><c>POST /v1/transactions/{transactionId}/acknowledgement</c>: 200 with the transaction; 409 where the other outcome stands.</summary>
    [Function("AcknowledgeTransaction")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/transactions/{transactionId}/acknowledgement")] HttpRequest request,
        string transactionId,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var faults = call.RefuseQuery();
        var id = TransactionRoutes.ReadId(transactionId, faults);
        var read = await JsonRequest.ReadAsync(request, $"POST /v1/transactions/{transactionId}/acknowledgement", faults, ReadOutcome, cancellationToken);
        return await read.Match(
            async body => await handler.HandleAsync(call.Partner, id, body.Value.Outcome, cancellationToken) switch
            {
                AcknowledgementResult.Stands stands => HttpCall.Answer(StatusCodes.Status200OK, TransactionJson.Of(stands.Transaction)),
                AcknowledgementResult.Contradicts => call.Refuse(ReasonCatalog.AcknowledgedOtherwise),
                _ => call.Refuse(ReasonCatalog.NotFound),
            },
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private static Said? ReadOutcome(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var outcome = fields.Parsed<AcknowledgementOutcome>("outcome", WireName.TryParse, WireName.Rule<AcknowledgementOutcome>());
        fields.RefuseOthers();
        return outcome is { } known ? new Said(known) : null;
    }

    private sealed record Said(AcknowledgementOutcome Outcome);
}
