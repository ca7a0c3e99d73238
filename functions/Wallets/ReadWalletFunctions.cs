using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Wallets;

/// <summary>Reads wallets and their entries, always from storage.</summary>
public sealed class ReadWalletFunctions(HttpCalls calls, IWalletRegistry registry, ILedgerReader ledger)
{
    private const int StandardPageSize = 50;

    /// <summary><c>GET /v1/wallets/{walletId}</c>.</summary>
    [Function("GetWallet")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/wallets/{walletId}")] HttpRequest request,
        string walletId,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var read = call.Read((_, faults) => WalletPath.Read(walletId, faults));
        return await read.Match(
            async wallet => await AnswerAsync(call, await registry.FindAsync(call.Partner, wallet, cancellationToken), cancellationToken),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    /// <summary><c>GET /v1/wallets?externalWalletId=</c>.</summary>
    [Function("FindWallet")]
    public async Task<IResult> FindAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/wallets")] HttpRequest request, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var read = call.Read((query, _) => query.Text("externalWalletId", FieldRules.IsExternalId, FieldRules.ExternalIdRule));
        return await read.Match(
            async externalId => await AnswerAsync(call, await registry.FindAsync(call.Partner, externalId!, cancellationToken), cancellationToken),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    /// <summary><c>GET /v1/wallets/{walletId}/entries?limit=&amp;cursor=</c>, newest first.</summary>
    [Function("ListWalletEntries")]
    public async Task<IResult> ListEntriesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/wallets/{walletId}/entries")] HttpRequest request,
        string walletId,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var read = call.Read((query, faults) => (Wallet: WalletPath.Read(walletId, faults), Page: ReadPage(query)));
        return await read.Match(
            async asked => await ledger.FindEntriesAsync(call.Partner, asked.Wallet, asked.Page, cancellationToken) is { } page
                ? HttpCall.Answer(StatusCodes.Status200OK, WalletJson.Of(page))
                : call.Refuse(ReasonCatalog.NotFound),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private static EntryQuery ReadPage(QueryFields query)
    {
        var limit = query.Integer("limit", 1, LedgerBounds.MaxPageSize, StandardPageSize);
        var cursor = query.OptionalText("cursor", text => EntryCursor.TryParse(text, out _), "must be the nextCursor of another page");
        return new EntryQuery { Limit = limit, Cursor = EntryCursor.TryParse(cursor, out var after) ? after : null };
    }

    private async Task<HttpAnswer> AnswerAsync(HttpCall call, WalletRegistration? registration, CancellationToken cancellationToken) =>
        registration is not null && await ledger.FindWalletAsync(call.Partner, registration.Wallet, cancellationToken) is { } wallet
            ? HttpCall.Answer(StatusCodes.Status200OK, WalletJson.Of(wallet, registration.Request.ExternalWalletId)).With("ETag", WalletJson.ETagOf(wallet))
            : call.Refuse(ReasonCatalog.NotFound);
}
