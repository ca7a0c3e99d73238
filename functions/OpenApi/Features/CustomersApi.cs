using System.Text.Json.Nodes;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Wallets.Customers;

namespace WalletFunctions.OpenApi.Features;

/// <summary>Customers.</summary>
internal sealed class CustomersApi : IApiFeature
{
    private const string Sample = $$$"""
        {"customerId":"customer-alice","kyc":{"tier":"full","effectiveTier":"full","status":"verified","expiresOn":"2027-12-31"},
         "name":"Alice Example","birthDate":"1990-02-28","country":"US","consents":{"terms":"3"},"version":2,
         "createdAt":"{{{Samples.Time}}}","updatedAt":"{{{Samples.Time}}}"}
        """;

    /// <inheritdoc/>
    public string Tag => "Customers";

    /// <inheritdoc/>
    public string Description =>
        "What is known of a customer, apart from the ledger. A customer becomes known with its first wallet. The tier and the check are the bank's to change, by its event "
        + "`customer.kyc-changed`; the limits of every wallet of the customer follow the tier that is effective.";

    /// <inheritdoc/>
    public IReadOnlyList<Operation> Operations =>
    [
        new()
        {
            Method = "GET",
            Path = "/v1/customers/{customerId}",
            Id = "GetCustomer",
            Summary = "A customer.",
            Parameters = [Id],
            Answers = [Found],
            Problems = [ReasonCatalog.NotFound],
        },
        new()
        {
            Method = "PUT",
            Path = "/v1/customers/{customerId}",
            Id = "PutCustomer",
            Summary = "Says anew what is the partner's to say about a known customer; what is left out is known no more.",
            Parameters = [Id, Parameter.Header("If-Match", Schema.Matching("^\"[!-~]+\"$"), "\"1\"", "The ETag of the customer that the partner has seen.")],
            Body = new(
                Schema.Ref("CustomerAttributes"),
                ("all", """{"name":"Alice Example","birthDate":"1990-02-28","country":"US","consents":{"terms":"3"}}""")),
            Answers = [Found],
            Problems = [ReasonCatalog.NotFound, ReasonCatalog.PreconditionRequired, ReasonCatalog.StaleVersion],
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, JsonObject> Schemas => new Dictionary<string, JsonObject>
    {
        ["CustomerAttributes"] = Schema.Object(
            ("name?", Schema.Text(1, 140)),
            ("birthDate?", Schema.Date()),
            ("country?", Schema.Ref("Country")),
            ("consents?", Consents)),
        ["KnownCustomer"] = Schema.Object(
            ("customerId", Schema.ExternalId()),
            ("kyc", Schema.Object(
                ("tier", Schema.Ref("KycTier").Says("What was granted.")),
                ("effectiveTier", Schema.Ref("KycTier").Says("What counts today: the lowest where the check is not passed or has run out.")),
                ("status", Schema.Names<KycStatus>()),
                ("expiresOn?", Schema.Date().Says("The last day on which the check is good.")))),
            ("name?", Schema.Text(1, 140)),
            ("birthDate?", Schema.Date()),
            ("country?", Schema.Ref("Country")),
            ("consents", Consents),
            ("version", Schema.Integer(1, int.MaxValue)),
            ("createdAt", Schema.Time()),
            ("updatedAt", Schema.Time())),
    };

    private static Parameter Id => Parameter.InPath("customerId", Schema.ExternalId(), "customer-alice", "The partner's id of the customer.");

    private static JsonObject Consents => Schema.Texts(CustomerRequestReader.MaxConsents, 40).Says("What the customer agreed to, by name, each with the version of the text.");

    private static Answer Found => new(200, "The customer as known.", Schema.Ref("KnownCustomer"), ("found", Sample)) { Headers = ["ETag"] };
}
