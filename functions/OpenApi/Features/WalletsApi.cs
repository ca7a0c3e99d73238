using System.Text.Json.Nodes;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.OpenApi.Features;

/// <summary>Wallets and their entries.</summary>
internal sealed class WalletsApi : IApiFeature
{
    private const string WalletSample = $$$"""
        {"walletId":"{{{Samples.Wallet}}}","externalWalletId":"alice-1","type":"customer","currency":"USD","status":"active","partnerStatus":"active",
         "bankStatus":"active","balance":{"posted":{"value":10000,"currency":"USD"},"held":{"value":0,"currency":"USD"},
         "available":{"value":10000,"currency":"USD"}},"sequence":1,"createdAt":"{{{Samples.Time}}}"}
        """;

    private static readonly string OpeningSample = WalletSample.Replace("active", "opening", StringComparison.Ordinal);
    private static readonly string SuspendedSample = WalletSample
        .Replace("\"status\":\"active\",\"partnerStatus\":\"active\"", "\"status\":\"suspended\",\"partnerStatus\":\"suspended\"", StringComparison.Ordinal);

    /// <inheritdoc/>
    public string Tag => "Wallets";

    /// <inheritdoc/>
    public string Description => "A wallet is one balance in one currency. Its entries are append-only and dense; `mirrorHash` chains them so that a mirror can be proved.";

    /// <inheritdoc/>
    public IReadOnlyList<Operation> Operations =>
    [
        new()
        {
            Method = "POST",
            Path = "/v1/wallets",
            Id = "PostWallet",
            Summary = "Opens a wallet; the partner's `externalWalletId` makes it one.",
            Description = "The first wallet of a customer makes the customer known; a later one that says otherwise is refused. The tier is the bank's to change from then on.",
            Body = new(
                Schema.Ref("WalletRequest"),
                ("customer", """
                    {"externalWalletId":"alice-1","type":"customer","currency":"USD",
                     "customer":{"customerId":"customer-alice","kycTier":"full","name":"Alice Example","birthDate":"1990-02-28","country":"US"}}
                    """),
                ("operational", """{"externalWalletId":"operational-1","type":"operational","currency":"USD"}""")),
            Answers =
            [
                new(201, "The wallet is open.", Schema.Ref("Wallet"), ("opened", WalletSample)) { Headers = ["Location", "ETag"] },
                new(200, "It had been asked for by the same request before: as it stands now.", Schema.Ref("Wallet"), ("again", WalletSample)) { Headers = ["ETag"] },
                new(202, "The bank has not confirmed it yet, and nothing moves it. Send the same request again, or read it.", Schema.Ref("Wallet"), ("opening", OpeningSample))
                {
                    Headers = ["Location", "ETag", "Retry-After"],
                },
            ],
            Problems = [ReasonCatalog.ExternalWalletIdReused, ReasonCatalog.CustomerMismatch, ReasonCatalog.WalletRejected, ReasonCatalog.LimitsUndefined],
        },
        new()
        {
            Method = "GET",
            Path = "/v1/wallets",
            Id = "FindWallet",
            Summary = "The wallet of an `externalWalletId`.",
            Parameters = [Parameter.Query("externalWalletId", Schema.ExternalId(), "alice-1", "The partner's id of the wallet.", isRequired: true)],
            Answers = [WalletFound],
            Problems = [ReasonCatalog.NotFound],
        },
        new()
        {
            Method = "GET",
            Path = "/v1/wallets/{walletId}",
            Id = "GetWallet",
            Summary = "A wallet.",
            Parameters = [Parameter.WalletId],
            Answers = [WalletFound],
            Problems = [ReasonCatalog.NotFound],
        },
        new()
        {
            Method = "PUT",
            Path = "/v1/wallets/{walletId}/status",
            Id = "PutWalletStatus",
            Summary = "Sets the partner's status of a wallet; the bank's is its own, and the stricter counts.",
            Description = "The same request again, after an answer that was lost, is the same change. `closed` is for ever, and only at zero with no holds and no reservations.",
            Parameters = [Parameter.WalletId, Parameter.Header("If-Match", Schema.Matching("^\"[!-~]+\"$"), "\"1\"", "The ETag of the wallet that the partner has seen.")],
            Body = new(Schema.Ref("WalletStatusChange"), ("suspend", """{"status":"suspended","reason":"asked for by the customer"}""")),
            Answers = [new(200, "The wallet as it stands.", Schema.Ref("Wallet"), ("suspended", SuspendedSample)) { Headers = ["ETag"] }],
            Problems =
            [
                ReasonCatalog.NotFound,
                ReasonCatalog.PreconditionRequired,
                ReasonCatalog.StaleVersion,
                ReasonCatalog.IllegalStatusChange,
                ReasonCatalog.WalletNotEmpty,
            ],
        },
        new()
        {
            Method = "GET",
            Path = "/v1/wallets/{walletId}/entries",
            Id = "ListWalletEntries",
            Summary = "The wallet's entries, newest first.",
            Parameters = [Parameter.WalletId, Parameter.Limit, Parameter.Cursor],
            Answers =
            [
                new(200, "A page of entries.", Schema.Page(Schema.Ref("Entry")), ("last", $$$"""
                    {"items":[{"walletId":"{{{Samples.Wallet}}}","sequence":1,"transactionId":"{{{Samples.Transaction}}}","postingId":"{{{Samples.Transaction}}}~post",
                     "direction":"credit","amount":{"value":10000,"currency":"USD"},"balanceAfter":{"value":10000,"currency":"USD"},"counterparty":"settlement",
                     "bookingDate":"{{{Samples.Date}}}","time":"{{{Samples.Time}}}","mirrorHash":"{{{Samples.Hash}}}"}],"nextCursor":null}
                    """)),
            ],
            Problems = [ReasonCatalog.NotFound],
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, JsonObject> Schemas => new Dictionary<string, JsonObject>
    {
        ["WalletRequest"] = Schema.Object(
            ("externalWalletId", Schema.ExternalId()),
            ("type", Schema.OneOf("customer", "operational")),
            ("currency", Schema.Ref("Currency")),
            ("customer?", Schema.Ref("Customer").Says("Required for a wallet of type `customer`."))),
        ["Customer"] = Schema.Object(
            ("customerId", Schema.ExternalId()),
            ("kycTier", Schema.Ref("KycTier")),
            ("name?", Schema.Text(1, 140)),
            ("birthDate?", Schema.Date()),
            ("country?", Schema.Ref("Country"))),
        ["WalletStatus"] = Schema.OneOf(Enum.GetValues<WalletStatus>().Select(status => status.ToString().ToLowerInvariant())),
        ["WalletStatusChange"] = Schema.Object(
            ("status", Schema.OneOf("active", "blocked", "closed", "suspended")),
            ("reason", Schema.Text(1, 140))),
        ["Wallet"] = Schema.Object(
            ("walletId", Schema.Ref("WalletId")),
            ("externalWalletId", Schema.ExternalId()),
            ("type", Schema.OneOf("customer", "operational")),
            ("currency", Schema.Ref("Currency")),
            ("status", Schema.Ref("WalletStatus").Says("The stricter of the two below: it decides.")),
            ("partnerStatus", Schema.Ref("WalletStatus")),
            ("bankStatus", Schema.Ref("WalletStatus").Says("`opening` until the bank has confirmed the wallet.")),
            ("reasonCode?", Schema.OneOf(ReasonCatalog.WalletRejected.Code).Says("Why the bank's status is closed.")),
            ("balance", Schema.Object(("posted", Schema.Ref("Money")), ("held", Schema.Ref("Money")), ("available", Schema.Ref("Money")))),
            ("sequence", Schema.Integer(0, long.MaxValue).Says("The sequence of the newest entry.")),
            ("createdAt", Schema.Time())),
        ["Entry"] = Schema.Object(
            ("walletId", Schema.Ref("WalletId")),
            ("sequence", Schema.Integer(1, long.MaxValue)),
            ("transactionId", Schema.Ref("TransactionId")),
            ("postingId", Schema.Text()),
            ("direction", Schema.OneOf("debit", "credit")),
            ("amount", Schema.Ref("Amount")),
            ("balanceAfter", Schema.Ref("Money")),
            ("counterparty", Schema.Text().Says("The other wallet's id, or the type of the bank's own wallet.")),
            ("bookingDate", Schema.Date()),
            ("time", Schema.Time()),
            ("mirrorHash", Schema.Ref("MirrorHash"))),
        ["MirrorHash"] = Schema.Matching("^[A-Za-z0-9_-]{43}$").Says("Base64url of SHA-256 over the previous entry's hash and this entry's published fields."),
    };

    private static Answer WalletFound => new(200, "The wallet as it stands.", Schema.Ref("Wallet"), ("found", WalletSample)) { Headers = ["ETag"] };
}
