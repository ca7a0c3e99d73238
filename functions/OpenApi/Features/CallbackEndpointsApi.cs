using System.Text.Json.Nodes;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.OpenApi.Features;

/// <summary>Where callbacks go.</summary>
internal sealed class CallbackEndpointsApi : IApiFeature
{
    private const string Sample = $$"""
        {"endpointId":"main","url":"https://fintech.example/callbacks","eventTypes":["transaction.*","wallet.credited"],
         "secrets":[{"name":"callbacks-1","validFrom":"{{Samples.Time}}"}],"state":"on"}
        """;

    /// <inheritdoc/>
    public string Tag => "Callback endpoints";

    /// <inheritdoc/>
    public string Description => "Where a partner's callbacks go, and which ones. A secret is only ever named.";

    /// <inheritdoc/>
    public IReadOnlyList<Operation> Operations =>
    [
        new()
        {
            Method = "GET",
            Path = "/v1/callback-endpoints",
            Id = "ListCallbackEndpoints",
            Summary = "The partner's endpoints.",
            Answers =
            [
                new(
                    200,
                    "All endpoints: there are never more than one page.",
                    Schema.Object(("items", Schema.List(Schema.Ref("CallbackEndpoint"))), ("nextCursor", new JsonObject { ["type"] = "null" })),
                    ("one", $$"""{"items":[{{Sample}}],"nextCursor":null}""")),
            ],
            Problems = [ReasonCatalog.InvalidRequest],
        },
        new()
        {
            Method = "GET",
            Path = "/v1/callback-endpoints/{endpointId}",
            Id = "GetCallbackEndpoint",
            Summary = "An endpoint.",
            Parameters = [Id],
            Answers = [new(200, "The endpoint as it stands.", Schema.Ref("CallbackEndpoint"), ("on", Sample))],
            Problems = [ReasonCatalog.NotFound],
        },
        new()
        {
            Method = "PUT",
            Path = "/v1/callback-endpoints/{endpointId}",
            Id = "PutCallbackEndpoint",
            Summary = "Registers an endpoint, or changes it; another `secretName` than before is a rotation.",
            Parameters = [Id],
            Body = new(
                Schema.Object(
                    ("url", Schema.Text(1, EndpointUrl.MaximumCharacters)),
                    ("eventTypes", Schema.List(Schema.Text(1, EventTypePattern.MaximumCharacters), CallbackEndpoint.MaximumEventTypes).Says("A type, a family as `wallet.*`, or `*`.")),
                    ("statusUrl?", Schema.Text(1, EndpointUrl.MaximumCharacters).Says("Where the partner can be asked how a transaction ended.")),
                    ("secretName", Schema.Matching("^[A-Za-z0-9-]{1,60}$")),
                    ("overlapSeconds?", Schema.Integer().Says("How long older secrets go on signing; a day where it is left out."))),
                ("all", """{"url":"https://fintech.example/callbacks","eventTypes":["transaction.*","wallet.credited"],"secretName":"callbacks-1"}""")),
            Answers =
            [
                new(201, "It is new.", Schema.Ref("CallbackEndpoint"), ("new", Sample)),
                new(200, "It was there: as it now stands.", Schema.Ref("CallbackEndpoint"), ("changed", Sample)),
            ],
            Problems = [ReasonCatalog.TooManyEndpoints, ReasonCatalog.TooManyLiveSecrets],
        },
        new()
        {
            Method = "POST",
            Path = "/v1/callback-endpoints/{endpointId}/activation",
            Id = "ActivateCallbackEndpoint",
            Summary = "Switches an endpoint on again; what it missed is replayed by request.",
            IsForOperators = true,
            Parameters = [Id],
            Answers = [new(200, "It is on.", Schema.Ref("CallbackEndpoint"), ("on", Sample))],
            Problems = [ReasonCatalog.NotFound],
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, JsonObject> Schemas => new Dictionary<string, JsonObject>
    {
        ["CallbackEndpoint"] = Schema.Object(
            ("endpointId", Schema.Matching("^[A-Za-z0-9_-]{1,50}$")),
            ("url", Schema.Text()),
            ("statusUrl?", Schema.Text()),
            ("eventTypes", Schema.List(Schema.Text())),
            ("secrets", Schema.List(Schema.Object(("name", Schema.Text()), ("validFrom", Schema.Time()), ("validUntil?", Schema.Time())))),
            ("state", Schema.OneOf("on", "off")),
            ("offSince?", Schema.Time()),
            ("offReason?", Schema.Text())),
    };

    private static Parameter Id => Parameter.InPath("endpointId", Schema.Matching("^[A-Za-z0-9_-]{1,50}$"), "main", "The partner's name of the endpoint.");
}
