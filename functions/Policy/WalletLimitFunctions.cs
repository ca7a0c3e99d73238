using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Partners;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Policy;

/// <summary>The limits of one wallet, for operators.</summary>
public sealed class WalletLimitFunctions(HttpCalls calls, ILedger ledger, ILedgerReader reader, PartnerDirectory partners, ChangePolicy change)
{
    /// <summary>
    /// <c>PUT /v1/partners/{partnerId}/wallets/{walletId}/limit-profile</c>: the wallet has these limits from now on; what was consumed stays consumed. The
    /// same again changes nothing.
    /// </summary>
    [Function("PutWalletLimitProfile")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/partners/{partnerId}/wallets/{walletId}/limit-profile")] HttpRequest request,
        string partnerId,
        string walletId,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.ByOperatorAsync(async who =>
        {
            var faults = call.RefuseQuery();
            var partner = PolicyRequests.ReadPartner(partnerId, faults);
            if (!FieldRules.TryParseWalletId(walletId, out var wallet))
            {
                faults.Add("walletId", FieldRules.WalletIdRule);
            }

            var body = await JsonRequest.ReadAsync(
                request, "PUT /v1/partners/{partnerId}/wallets/{walletId}/limit-profile", faults, PolicyRequests.ReadWalletLimit, cancellationToken);
            return await body.Match(
                asked => SetAsync(call, who, partner, wallet, asked.Value, cancellationToken),
                refusal => Task.FromResult(call.Refuse(refusal)));
        });
    }

    private async Task<HttpAnswer> SetAsync(
        HttpCall call, OperatorId who, PartnerId partner, WalletId wallet, WalletLimitRequest asked, CancellationToken cancellationToken)
    {
        if (await partners.FindAsync(partner, cancellationToken) is null
            || await reader.FindWalletAsync(partner, wallet, cancellationToken) is not { Tier: not null } now)
        {
            return call.Refuse(ReasonCatalog.NotFound);
        }

        if (now.LimitProfile == asked.Profile)
        {
            return Answer(wallet, asked);
        }

        if (await change.CheckProfileAsync(partner, asked.Profile, cancellationToken) is { } refusal)
        {
            return call.Refuse(refusal);
        }

        // The profile alone: the bank may give the customer another tier at the same time.
        var changed = await ledger.ChangeTermsAsync(
            new ChangeWalletTerms
            {
                Partner = partner,
                Wallet = wallet,
                LimitProfile = asked.Profile,
                ChangeId = $"{who}:{Guid.NewGuid():N}",
                Reason = asked.Reason,
            },
            cancellationToken);
        return changed.IsAccepted ? Answer(wallet, asked) : call.Refuse(ReasonCatalog.Get(changed.Refusal.Code));
    }

    private static HttpAnswer Answer(WalletId wallet, WalletLimitRequest asked) => HttpCall.Answer(StatusCodes.Status200OK, JsonText.Object(json =>
    {
        json.WriteString("walletId", wallet.Value);
        json.WriteString("limitProfile", asked.Profile.Value);
    }));
}
