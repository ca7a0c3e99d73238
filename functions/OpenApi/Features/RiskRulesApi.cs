using System.Text.Json.Nodes;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk.Rules;

namespace WalletFunctions.OpenApi.Features;

/// <summary>What a partner's transactions are looked at for.</summary>
internal sealed class RiskRulesApi : IApiFeature
{
    private const string Rules = """
        [{"rule":"sanctioned-name","threshold":0.92,"effect":{"score":50,"atLeast":"review"},"types":[]},
         {"rule":"amount-threshold","fromMinor":1000000,"effect":{"score":50,"atLeast":"review"},"types":["withdrawal"],"currency":"USD"}]
        """;

    private const string Sample = $$"""
        {"version":2,"rules":{{Rules}},"reviewAtScore":50,"declineAtScore":90,"onNoAnswer":"review","disclosesRegulatoryReason":false}
        """;

    /// <inheritdoc/>
    public string Tag => "Risk rules";

    /// <inheritdoc/>
    public string Description => "For operators of the bank: the built-in rules of fraud and screening, and how answers are combined. No partner is told.";

    /// <inheritdoc/>
    public IReadOnlyList<Operation> Operations =>
    [
        new()
        {
            Method = "GET",
            Path = "/v1/partners/{partnerId}/risk-rules",
            Id = "GetRiskRules",
            Summary = "The rules that apply.",
            IsForOperators = true,
            Parameters = [PolicyApi.Partner],
            Answers = [Answer("The rules; their version is the ETag, 0 the built-in ones.")],
            Problems = [ReasonCatalog.NotFound],
        },
        new()
        {
            Method = "PUT",
            Path = "/v1/partners/{partnerId}/risk-rules",
            Id = "PutRiskRules",
            Summary = "Sets the rules. A verdict names the version that it was made with.",
            IsForOperators = true,
            Parameters = [PolicyApi.Partner, PolicyApi.IfMatch],
            Body = new(
                Schema.Object(
                    ("rules?", Schema.List(Schema.Ref("RiskRule"), RiskRuleSet.MaxRules)),
                    ("reviewAtScore?", Schema.Integer(1, 100)),
                    ("declineAtScore?", Schema.Integer(1, 100)),
                    ("onNoAnswer?", NoAnswer),
                    ("disclosesRegulatoryReason?", Schema.Boolean())),
                ("two rules", $$"""{"rules":{{Rules}},"onNoAnswer":"review"}""")),
            Answers = [Answer("They apply everywhere within seconds.")],
            Problems = [ReasonCatalog.NotFound, ReasonCatalog.StaleVersion, ReasonCatalog.PreconditionRequired],
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, JsonObject> Schemas => new Dictionary<string, JsonObject>
    {
        ["RiskRuleSet"] = Schema.Object(
            ("version", Schema.Integer(0, int.MaxValue)),
            ("rules", Schema.List(Schema.Ref("RiskRule"), RiskRuleSet.MaxRules)),
            ("reviewAtScore", Schema.Integer(1, 100)),
            ("declineAtScore", Schema.Integer(1, 100)),
            ("onNoAnswer", NoAnswer),
            ("disclosesRegulatoryReason", Schema.Boolean())),
        ["RiskRule"] = Schema.Any(
            Rule(AmountRule.RuleCode, ("fromMinor", Schema.Integer(1, long.MaxValue))),
            Rule(VelocityCountRule.RuleCode, [("scope?", Scope), Window, ("maxCount", Schema.Integer())]),
            Rule(VelocitySumRule.RuleCode, [("scope?", Scope), Window, ("maxSumMinor", Schema.Integer())]),
            Rule(
                NewWalletRule.RuleCode,
                ("minimumAgeSeconds", Schema.Integer()),
                ("fromMinor?", Schema.Integer()),
                ("side?", Schema.Names<PartySide>())),
            Rule(
                NewDeviceRule.RuleCode,
                ("trustedAfterSeconds", Schema.Integer()),
                ("fromMinor?", Schema.Integer()),
                ("includesFirstDevice?", Schema.Boolean()),
                ("includesMissingDevice?", Schema.Boolean())),
            Rule(
                BlockedCounterpartyRule.RuleCode,
                ("walletIds?", Schema.List(Schema.Text())),
                ("customerIds?", Schema.List(Schema.Text())),
                ("accounts?", Schema.List(Schema.Text())),
                ("countries?", Schema.List(Schema.Text()))),
            Rule(SanctionedNameRule.RuleCode, ("threshold?", new JsonObject { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 1 })),
            Rule(EverythingRule.RuleCode, ("note?", Schema.Text()))),
    };

    private static JsonObject NoAnswer => Schema.OneOf("review", "decline").Says("What becomes of a transaction when a source does not answer.");

    private static JsonObject Scope => Schema.Names<VelocityScope>();

    private static (string Name, JsonObject Schema) Window => ("windowSeconds", Schema.Integer(1, RiskRule.MaxLookbackSeconds));

    private static JsonObject Rule(string code, params IReadOnlyList<(string Name, JsonObject Schema)> fields) => Schema.Object(
    [
        ("rule", new JsonObject { ["const"] = code }),
        .. fields,
        ("effect", Schema.Object(("score", Schema.Integer(0, 100)), ("atLeast", Schema.OneOf("approve", "review", "decline")))),
        ("types?", Schema.List(Schema.Text()).Says("Empty: all.")),
        ("currency?", Schema.OrNull(Schema.Ref("Currency")).Says("Left out or null: all.")),
    ]);

    private static Answer Answer(string description) => new(200, description, Schema.Ref("RiskRuleSet"), ("second", Sample)) { Headers = ["ETag"] };
}
