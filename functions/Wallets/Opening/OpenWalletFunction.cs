using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Http;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Wallets.Opening;

/// <summary><c>POST /v1/wallets</c>.</summary>
public sealed class OpenWalletFunction(HttpCalls calls, OpenWalletHandler handler)
{
    private const string RetryAfterSeconds = "2";

    /// <summary>
    /// 201 with the new wallet, 200 where an earlier request asked for it, 202 while the bank has not confirmed it, 409 where its external id belongs to another request, 422 where the bank
    /// rejected it or the customer is known otherwise.
    /// </summary>
    [Function("PostWallet")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/wallets")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var read = await JsonRequest.ReadAsync(request, "POST /v1/wallets", call.RefuseQuery(), WalletRequestReader.Read, cancellationToken);
        return await read.Match(
            async wallet => ToAnswer(call, await handler.HandleAsync(call.Partner, wallet, new DurableOpeningStarter(durable), cancellationToken)),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private static HttpAnswer ToAnswer(HttpCall call, OpenWalletResult result) => result switch
    {
        OpenWalletResult.Opened it => Answer(StatusCodes.Status201Created, it.Wallet, it.Registration).With("Location", PathOf(it.Wallet)),
        OpenWalletResult.OpenedBefore it => Answer(StatusCodes.Status200OK, it.Wallet, it.Registration),
        OpenWalletResult.StillOpening it => Answer(StatusCodes.Status202Accepted, it.Wallet, it.Registration)
            .With("Location", PathOf(it.Wallet))
            .With("Retry-After", RetryAfterSeconds),
        OpenWalletResult.Rejected => call.Refuse(ReasonCatalog.WalletRejected),
        OpenWalletResult.Refused it => call.Refuse(it.Refusal),
        _ => throw new InvalidOperationException("No answer is known for what became of the request."),
    };

    private static string PathOf(WalletView wallet) => $"/v1/wallets/{wallet.Wallet}";

    private static HttpAnswer Answer(int statusCode, WalletView wallet, WalletRegistration registration) =>
        HttpCall.Answer(statusCode, WalletJson.Of(wallet, registration.Request.ExternalWalletId)).With("ETag", WalletJson.ETagOf(wallet));
}
