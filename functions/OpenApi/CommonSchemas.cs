using System.Text.Json.Nodes;
using WalletFunctions.Json;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.OpenApi;

/// <summary>The schemas that many features share.</summary>
internal static class CommonSchemas
{
    private static readonly string[] Endings = ["declined", "failed", "canceled"];

    /// <summary>The schemas by name.</summary>
    internal static IReadOnlyDictionary<string, JsonObject> All => new Dictionary<string, JsonObject>
    {
        ["WalletId"] = Schema.Matching("^wal_[!-~]+$").Says("Our id of a wallet. Opaque."),
        ["TransactionId"] = Schema.Matching("^txn_[!-~]+$").Says("Our id of a transaction. Opaque."),
        ["Currency"] = Schema.Matching("^[A-Z]{3}$").Says("ISO 4217."),
        ["Country"] = Schema.Matching("^[A-Z]{2}$").Says("ISO 3166-1."),
        ["KycTier"] = Schema.Matching("^[a-z0-9-]{1,20}$").Says("The tier of the customer's identification."),
        ["Amount"] = Schema.Object(("value", Schema.Integer(1, FieldRules.MaxAmountMinor)), ("currency", Schema.Ref("Currency")))
            .Says("What is asked for: minor units (JPY 0, USD 2, KWD 3 digits) above zero."),
        ["Money"] = Schema.Object(("value", Schema.Integer()), ("currency", Schema.Ref("Currency"))).Says("Minor units of a currency; may be negative."),
        ["Problem"] = Problem(),
        ["StoredRefusal"] = Schema.All(
            Schema.Ref("Problem"),
            new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["status"] = new JsonObject { ["const"] = 422 },
                    ["code"] = Schema.OneOf(Endings),
                    ["transactionId"] = Schema.Ref("TransactionId"),
                },
            }).Says("A transaction that ended without an effect. `reverseProvisional` is true: reverse the provisional booking."),
    };

    /// <summary>The schema of a problem of some reasons.</summary>
    internal static JsonObject ProblemOf(IEnumerable<Reason> reasons) => Schema.All(
        Schema.Ref("Problem"),
        new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["code"] = Schema.OneOf(reasons.Select(reason => reason.Code)), ["reverseProvisional"] = new JsonObject { ["const"] = false } },
        });

    /// <summary>What a problem of a reason looks like.</summary>
    internal static string ExampleOf(Reason reason)
    {
        var refusal = reason == ReasonCatalog.InvalidRequest
            ? Refusal.For(reason, null, new FieldFault("limit", "must be an integer from 1 to 200"))
            : Refusal.For(reason);
        return System.Text.Encoding.UTF8.GetString(Http.Problem.For(refusal, "/v1/transactions", Samples.Trace).ToBytes().Span);
    }

    private static JsonObject Problem() => Schema.Object(
        ("type", Schema.Matching("^urn:wallet-functions:problem:[a-z-]+$")),
        ("title", Schema.Text()),
        ("status", Schema.Integer(400, 599)),
        ("detail", Schema.Text()),
        ("instance", Schema.Text()),
        ("code", Schema.OneOf(ReasonCatalog.InOrder.Select(reason => reason.Code).Union(Endings)).Says("The last part of the type.")),
        ("category", Schema.Names<ReasonCategory>()),
        ("reasonCode", Schema.OneOf(ReasonCatalog.InOrder.Select(reason => reason.Code)).Says("See `GET /v1/reason-codes`.")),
        ("isoReason", Schema.OneOf(ReasonCatalog.InOrder.Select(reason => reason.IsoReason).Distinct().Order(StringComparer.Ordinal)).Says("ISO 20022.")),
        ("retryable", Schema.Boolean().Says("Whether the same request under the same key may get another answer.")),
        ("reverseProvisional", Schema.Boolean().Says("Only true in a stored answer: reverse the provisional booking.")),
        ("transactionId", Schema.OrNull(Schema.Ref("TransactionId"))),
        ("traceId", Schema.Text()),
        ("errors", Schema.List(Schema.Object(("field", Schema.Text()), ("message", Schema.Text())), JsonFaults.MaxFaults)),
        ("reversedBy?", Schema.Ref("TransactionId").Says("The transaction that has reversed this one since.")))
        .Says("RFC 9457.");
}
