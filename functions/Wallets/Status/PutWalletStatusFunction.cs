using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Http;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Wallets.Status;

/// <summary><c>PUT /v1/wallets/{walletId}/status</c>.</summary>
public sealed class PutWalletStatusFunction(HttpCalls calls, IWalletRegistry registry, ChangeWalletStatusHandler handler)
{
    /// <summary>200 with the wallet as it stands; 412 where it has changed since, 428 where the request does not say since when, 409 where the change is illegal.</summary>
    [Function("PutWalletStatus")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/wallets/{walletId}/status")] HttpRequest request,
        string walletId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var call = calls.Of(request);
        var faults = call.RefuseQuery();
        var wallet = WalletPath.Read(walletId, faults);
        var read = await JsonRequest.ReadAsync(request, "PUT /v1/wallets/{walletId}/status", faults, StatusRequest.Read, cancellationToken);
        return await read.Match(
            status => call.ReadIfMatch().Match(
                async version => await registry.FindAsync(call.Partner, wallet, cancellationToken) is { } registration
                    ? ToAnswer(
                        call,
                        registration,
                        await handler.HandleAsync(call.Partner, wallet, version, status.Value, new DurableStatusStarter(durable), cancellationToken))
                    : call.Refuse(ReasonCatalog.NotFound),
                refusal => Task.FromResult(call.Refuse(refusal))),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private static HttpAnswer ToAnswer(HttpCall call, WalletRegistration registration, Result<WalletView> result) => result.Match(
        wallet => HttpCall.Answer(StatusCodes.Status200OK, WalletJson.Of(wallet, registration.Request.ExternalWalletId)).With("ETag", WalletJson.ETagOf(wallet)),
        call.Refuse);
}
