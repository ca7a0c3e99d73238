using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Partners;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Wallets.Customers;

namespace WalletFunctions.Wallets.Customers;

/// <summary>Reads a customer, and takes what the partner says anew of one.</summary>
public sealed class CustomerFunctions(HttpCalls calls, ICustomerStore store, DescribeCustomerHandler handler, PartnerDirectory partners, TimeProvider time)
{
    /// <summary><c>GET /v1/customers/{customerId}</c>.</summary>
    [Function("GetCustomer")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/customers/{customerId}")] HttpRequest request,
        string customerId,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var read = call.Read((_, faults) => ReadId(customerId, faults));
        return await read.Match(
            async id => await store.FindAsync(call.Partner, id, cancellationToken) is { } found
                ? await AnswerAsync(found.Value, cancellationToken)
                : call.Refuse(ReasonCatalog.NotFound),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    /// <summary><c>PUT /v1/customers/{customerId}</c> with <c>If-Match</c>: 200 with the customer as it stands, 412 where it has changed since, 428 where the request does not say since when.</summary>
    [Function("PutCustomer")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/customers/{customerId}")] HttpRequest request,
        string customerId,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var call = calls.Of(request);
        var faults = call.RefuseQuery();
        var id = ReadId(customerId, faults);
        var read = await JsonRequest.ReadAsync(request, "PUT /v1/customers/{customerId}", faults, CustomerRequestReader.Read, cancellationToken);
        return await read.Match(
            attributes => call.ReadIfMatch().Match(
                async version => await (await handler.HandleAsync(call.Partner, id, version, attributes.Value, cancellationToken)).Match(
                    customer => AnswerAsync(customer, cancellationToken),
                    refusal => Task.FromResult(call.Refuse(refusal))),
                refusal => Task.FromResult(call.Refuse(refusal))),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private static CustomerId ReadId(string text, JsonFaults faults)
    {
        if (!CustomerId.TryParse(text, out var id))
        {
            faults.Add("customerId", FieldRules.ExternalIdRule);
        }

        return id;
    }

    private async Task<HttpAnswer> AnswerAsync(Customer customer, CancellationToken cancellationToken)
    {
        var partner = await partners.GetAsync(customer.Partner, cancellationToken);
        var tier = CustomerRules.EffectiveTier(customer, partner.Settings.LowestTier, PartnerDay.Today(partner, time));
        return HttpCall.Answer(StatusCodes.Status200OK, CustomerJson.Of(customer, tier)).With("ETag", CustomerJson.ETagOf(customer));
    }
}
