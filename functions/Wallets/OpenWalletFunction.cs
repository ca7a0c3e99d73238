using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Wallets;

/// <summary><c>POST /v1/wallets</c>.</summary>
public sealed class OpenWalletFunction(HttpCalls calls, OpenWalletHandler handler)
{
    /// <summary>201 with the new wallet, 200 where it was opened before, 409 where its external id belongs to another request.</summary>
    [Function("PostWallet")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/wallets")] HttpRequest request, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var read = await JsonRequest.ReadAsync(request, "POST /v1/wallets", call.RefuseQuery(), WalletRequestReader.Read, cancellationToken);
        return await read.Match(
            async wallet => ToAnswer(call, await handler.HandleAsync(call.Partner, wallet, cancellationToken)),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private static HttpAnswer ToAnswer(HttpCall call, OpenWalletResult result) => result switch
    {
        OpenWalletResult.Opened it => Answer(StatusCodes.Status201Created, it.Wallet, it.Registration)
            .With("Location", $"/v1/wallets/{it.Wallet.Wallet}"),
        OpenWalletResult.OpenedBefore it => Answer(StatusCodes.Status200OK, it.Wallet, it.Registration),
        _ => call.Refuse(ReasonCatalog.ExternalWalletIdReused),
    };

    private static HttpAnswer Answer(int statusCode, WalletView wallet, WalletRegistration registration) =>
        HttpCall.Answer(statusCode, WalletJson.Of(wallet, registration.Request.ExternalWalletId)).With("ETag", WalletJson.ETagOf(wallet));
}
