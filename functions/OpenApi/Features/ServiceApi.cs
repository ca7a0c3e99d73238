using System.Text.Json.Nodes;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.OpenApi.Features;

/// <summary>What the service says about itself.</summary>
internal sealed class ServiceApi : IApiFeature
{
    /// <inheritdoc/>
    public string Tag => "Service";

    /// <inheritdoc/>
    public string Description => "What the service says about itself.";

    /// <inheritdoc/>
    public IReadOnlyList<Operation> Operations =>
    [
        new()
        {
            Method = "GET",
            Path = "/health",
            Id = "GetHealth",
            Summary = "Tells that the process answers; it asks nobody else.",
            Answers = [new(200, "It answers.", Schema.Object(("status", Schema.OneOf("healthy"))), ("healthy", """{"status":"healthy"}"""))],
        },
        new()
        {
            Method = "GET",
            Path = "/openapi.json",
            Id = "GetOpenApi",
            Summary = "This document.",
            Answers =
            [
                new(
                    200,
                    "The document, OpenAPI 3.1.",
                    new JsonObject { ["type"] = "object", ["required"] = new JsonArray("openapi", "info", "paths", "components") },
                    ("cut", """{"openapi":"3.1.1","info":{"title":"Wallet mirroring","version":"1"},"paths":{},"components":{}}""")),
            ],
        },
        new()
        {
            Method = "GET",
            Path = "/v1/reason-codes",
            Id = "ListReasonCodes",
            Summary = "Every reason that a request or a transaction can be refused for.",
            Answers =
            [
                new(200, "The catalogue, by code.", Schema.Object(("items", Schema.List(Schema.Ref("Reason")))), ("one", """
                    {"items":[{"code":"insufficient-funds","category":"processing","isoReason":"AM04","retryable":false,
                     "meaning":"The wallet has not enough available funds.","action":"Reverse the provisional booking; a new attempt needs a new key."}]}
                    """)),
            ],
            Problems = [ReasonCatalog.InvalidRequest],
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, JsonObject> Schemas => new Dictionary<string, JsonObject>
    {
        ["Reason"] = Schema.Object(
            ("code", Schema.Matching("^[a-z-]+$").Says("Stable.")),
            ("category", Schema.Names<ReasonCategory>()),
            ("isoReason", Schema.Matching("^[A-Z0-9]{4}$").Says("ISO 20022.")),
            ("retryable", Schema.Boolean().Says("Whether the same request under the same key may get another answer.")),
            ("meaning", Schema.Text()),
            ("action", Schema.Text().Says("What the fintech should do."))),
    };
}
