using System.Text.Json.Nodes;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.OpenApi.Features;

/// <summary>What a partner's wallets may do, and their limits.</summary>
internal sealed class PolicyApi : IApiFeature
{
    private const string Rules = """
        [{"types":["withdrawal"],"side":"source","walletTypes":["customer"],"tiers":["basic"],"effect":"deny","reason":"kyc-tier-too-low"},
         {"walletTypes":["customer","operational"],"effect":"allow"}]
        """;

    private const string PolicySample = $$"""
        {"partnerId":"demo","version":2,"limitProfile":"standard-2","rules":{{Rules}},"changedBy":"alice","changedAt":"{{Samples.Time}}","reason":"Ticket 4711."}
        """;

    private const string Limits = """
        [{"type":"customer","tier":"basic","currency":"USD","wallet":{"debit":{"transactionMinor":100000,"dayMinor":200000,"dayCount":20,"monthMinor":1000000,"monthCount":200},
         "credit":{"transactionMinor":200000},"maximumBalanceMinor":500000},"customer":{"debit":{"dayMinor":300000},"credit":{},"maximumBalanceMinor":1000000}},
         {"type":"operational"}]
        """;

    private const string ProfileSample = $$"""{"partnerId":"demo","limitProfileId":"standard-2","rules":{{Limits}},"createdBy":"alice","createdAt":"{{Samples.Time}}"}""";

    /// <inheritdoc/>
    public string Tag => "Policy";

    /// <inheritdoc/>
    public string Description => """
        For operators of the bank. Rules: each wallet of a transaction is held against them in order; the first that matches decides, and what none matches is
        refused. Limit profiles: a name never changes its meaning; other limits are another profile. Changes count everywhere within a minute, for requests
        that come later: what was answered stays answered.
        """;

    /// <inheritdoc/>
    public IReadOnlyList<Operation> Operations =>
    [
        new()
        {
            Method = "GET",
            Path = "/v1/partners/{partnerId}/policy",
            Id = "GetPolicy",
            Summary = "The policy that counts.",
            IsForOperators = true,
            Parameters = [Partner],
            Answers = [PolicyAnswer("The policy; its version is the ETag.")],
            Problems = [ReasonCatalog.NotFound],
        },
        new()
        {
            Method = "PUT",
            Path = "/v1/partners/{partnerId}/policy",
            Id = "PutPolicy",
            Summary = "Sets the policy, and the limit profile of wallets that are opened from now on.",
            IsForOperators = true,
            Parameters = [Partner, IfMatch],
            Body = new(
                Schema.Object(("limitProfile", Schema.Ref("LimitProfileId")), ("rules", PolicyRules), ("reason", Schema.Text(1, 200))),
                ("two rules", $$"""{"limitProfile":"standard-2","rules":{{Rules}},"reason":"Ticket 4711."}""")),
            Answers = [PolicyAnswer("It counts.")],
            Problems = [ReasonCatalog.NotFound, ReasonCatalog.StaleVersion, ReasonCatalog.PreconditionRequired, ReasonCatalog.LimitProfileTooNew],
        },
        new()
        {
            Method = "GET",
            Path = "/v1/partners/{partnerId}/policy/versions",
            Id = "ListPolicyVersions",
            Summary = "Every policy that ever counted, newest first.",
            IsForOperators = true,
            Parameters = [Partner, Parameter.Limit, Parameter.Cursor],
            Answers = [new(200, "A page of policies.", Schema.Page(Schema.Ref("Policy")), ("one", $$"""{"items":[{{PolicySample}}],"nextCursor":null}"""))],
        },
        new()
        {
            Method = "GET",
            Path = "/v1/partners/{partnerId}/limit-profiles",
            Id = "ListLimitProfiles",
            Summary = "The partner's limit profiles.",
            IsForOperators = true,
            Parameters = [Partner],
            Answers =
            [
                new(
                    200,
                    "All profiles: there are never more than one page.",
                    Schema.Object(("items", Schema.List(Schema.Ref("LimitProfile"), LimitProfileRules.MaxProfiles)), ("nextCursor", new JsonObject { ["type"] = "null" })),
                    ("one", $$"""{"items":[{{ProfileSample}}],"nextCursor":null}""")),
            ],
        },
        new()
        {
            Method = "GET",
            Path = "/v1/partners/{partnerId}/limit-profiles/{limitProfileId}",
            Id = "GetLimitProfile",
            Summary = "A limit profile.",
            IsForOperators = true,
            Parameters = [Partner, Profile],
            Answers = [new(200, "The profile.", Schema.Ref("LimitProfile"), ("standard", ProfileSample))],
            Problems = [ReasonCatalog.NotFound],
        },
        new()
        {
            Method = "PUT",
            Path = "/v1/partners/{partnerId}/limit-profiles/{limitProfileId}",
            Id = "PutLimitProfile",
            Summary = "Adds a limit profile. It never changes: other limits need another name.",
            IsForOperators = true,
            Parameters = [Partner, Profile],
            Body = new(Schema.Object(("rules", LimitRules)), ("standard", $$"""{"rules":{{Limits}}}""")),
            Answers =
            [
                new(201, "It is new.", Schema.Ref("LimitProfile"), ("new", ProfileSample)),
                new(200, "It was there, with the same limits.", Schema.Ref("LimitProfile"), ("known", ProfileSample)),
            ],
            Problems = [ReasonCatalog.NotFound, ReasonCatalog.LimitProfileExists, ReasonCatalog.TooManyLimitProfiles],
        },
        new()
        {
            Method = "PUT",
            Path = "/v1/partners/{partnerId}/wallets/{walletId}/limit-profile",
            Id = "PutWalletLimitProfile",
            Summary = "Gives one wallet other limits; what it consumed stays consumed.",
            IsForOperators = true,
            Parameters = [Partner, Parameter.WalletId],
            Body = new(
                Schema.Object(("limitProfile", Schema.Ref("LimitProfileId")), ("reason", Schema.Text(1, 200))),
                ("other", """{"limitProfile":"standard-2","reason":"Ticket 4711."}""")),
            Answers =
            [
                new(
                    200,
                    "The wallet has these limits.",
                    Schema.Object(("walletId", Schema.Ref("WalletId")), ("limitProfile", Schema.Ref("LimitProfileId"))),
                    ("set", $$"""{"walletId":"{{Samples.Wallet}}","limitProfile":"standard-2"}""")),
            ],
            Problems = [ReasonCatalog.NotFound, ReasonCatalog.LimitProfileTooNew, ReasonCatalog.LimitsUndefined, ReasonCatalog.BalanceOverflow],
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, JsonObject> Schemas => new Dictionary<string, JsonObject>
    {
        ["PartnerId"] = Schema.Matching("^[a-z0-9-]{1,40}$"),
        ["LimitProfileId"] = Schema.Matching("^[a-z0-9-]{1,40}$"),
        ["Policy"] = Schema.Object(
            ("partnerId", Schema.Ref("PartnerId")),
            ("version", Schema.Integer(1, int.MaxValue)),
            ("limitProfile", Schema.Ref("LimitProfileId")),
            ("rules", PolicyRules),
            ("changedBy?", Schema.Text()),
            ("changedAt", Schema.Time()),
            ("reason", Schema.Text())),
        ["PolicyRule"] = Schema.Object(
            ("types?", Schema.List(Schema.OneOf("transfer", "payment", "deposit", "withdrawal", "fee", "reversal", "refund"))),
            ("side?", Schema.Names<PolicySide>()),
            ("walletTypes?", Schema.List(Schema.OneOf("customer", "operational"))),
            ("statuses?", Schema.List(Schema.Ref("WalletStatus"))),
            ("tiers?", Schema.List(Schema.Ref("KycTier"))),
            ("currencies?", Schema.List(Schema.Ref("Currency"))),
            ("effect", Schema.Names<PolicyEffect>()),
            ("reason?", Schema.OneOf(PolicyReasons.All.Select(reason => reason.Code)).Says("Of a rule that denies; `policy-forbids` where it is left out.")))
            .Says("What is left out holds for all."),
        ["LimitProfile"] = Schema.Object(
            ("partnerId", Schema.Ref("PartnerId")),
            ("limitProfileId", Schema.Ref("LimitProfileId")),
            ("rules", LimitRules),
            ("createdBy?", Schema.Text()),
            ("createdAt", Schema.Time())),
        ["LimitRule"] = Schema.Object(
            ("type?", Schema.OneOf(WalletType.Customer.ToWord(), WalletType.Operational.ToWord())),
            ("tier?", Schema.Ref("KycTier")),
            ("currency?", Schema.Ref("Currency").Says("Sums are in its minor units: a rule with a sum has a currency.")),
            ("wallet?", Schema.Ref("LimitSet")),
            ("customer?", Schema.Ref("LimitSet").Says("Over all wallets of the customer in the currency that such a rule is for.")))
            .Says("The first rule that matches a wallet counts; a wallet that none matches may do nothing."),
        ["LimitSet"] = Schema.Object(
            ("debit?", Schema.Ref("DirectionLimits")), ("credit?", Schema.Ref("DirectionLimits")), ("maximumBalanceMinor?", Schema.Integer(0, long.MaxValue))),
        ["DirectionLimits"] = Schema.Object(
            ("transactionMinor?", Schema.Integer(0, long.MaxValue)),
            ("dayMinor?", Schema.Integer(0, long.MaxValue)),
            ("dayCount?", Schema.Integer(0, int.MaxValue)),
            ("monthMinor?", Schema.Integer(0, long.MaxValue)),
            ("monthCount?", Schema.Integer(0, int.MaxValue))).Says("What is left out is not limited. Days and months are the partner's."),
    };

    /// <summary>A partner of the path.</summary>
    internal static Parameter Partner => Parameter.InPath("partnerId", Schema.Ref("PartnerId"), "demo", "The partner.");

    /// <summary>The version that is changed.</summary>
    internal static Parameter IfMatch => Parameter.Header(
        "If-Match", Schema.Text(), "\"1\"", "The ETag of what was read; `\"0\"` where there was nothing. Without it: 428.", isRequired: false);

    private static JsonObject PolicyRules => Schema.List(Schema.Ref("PolicyRule"), PolicySet.MaxRules);

    private static JsonObject LimitRules => Schema.List(Schema.Ref("LimitRule"), LimitProfileRules.MaxRules);

    private static Parameter Profile => Parameter.InPath("limitProfileId", Schema.Ref("LimitProfileId"), "standard-2", "The name of the limit profile.");

    private static Answer PolicyAnswer(string description) => new(200, description, Schema.Ref("Policy"), ("second", PolicySample)) { Headers = ["ETag"] };
}
