using System.Text.Json.Nodes;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;

namespace WalletFunctions.OpenApi.Features;

/// <summary>Several transactions that happen, and are reversed, as one.</summary>
internal sealed class SessionsApi : IApiFeature
{
    private const string Settled = $$$"""
        {"sessionId":"payroll-7","transactionId":"{{{Samples.Transaction}}}","type":"session","status":"settled","condition":"normal","reverseProvisional":false,
         "transactions":[],"createdAt":"{{{Samples.Time}}}","updatedAt":"{{{Samples.Time}}}"}
        """;

    private const string Running = $$$"""
        {"sessionId":"payroll-7","transactionId":"{{{Samples.Transaction}}}","type":"session","status":"initiated","condition":"normal","reverseProvisional":false,
         "transactions":[],"createdAt":"{{{Samples.Time}}}","updatedAt":"{{{Samples.Time}}}"}
        """;

    private const string Reversed = $$$"""
        {"sessionId":"payroll-7","transactionId":"{{{Samples.Transaction}}}","type":"session","status":"reversed","condition":"normal","reverseProvisional":false,
         "reversedBy":"txn_7h2k5n8r1t4w6y9b3d0f5g8j2m","transactions":[],"createdAt":"{{{Samples.Time}}}","updatedAt":"{{{Samples.Time}}}"}
        """;

    private const string Reversal = $$$"""
        {"sessionId":"payroll-7","transactionId":"txn_7h2k5n8r1t4w6y9b3d0f5g8j2m","type":"reversal","status":"settled","condition":"normal","reverseProvisional":false,
         "transactions":[],"createdAt":"{{{Samples.Time}}}","updatedAt":"{{{Samples.Time}}}"}
        """;

    private const string Refused = $$"""
        {"type":"urn:wallet-functions:problem:declined","title":"The session was declined.","status":422,
         "detail":"1 of 2 transactions refused the session; the first one: The wallet has not enough available funds.","instance":"/v1/sessions/payroll-7","code":"declined",
         "category":"processing","reasonCode":"insufficient-funds","isoReason":"AM04","retryable":false,"reverseProvisional":true,
         "transactionId":"{{Samples.Transaction}}","traceId":"{{Samples.Trace}}",
         "errors":[{"field":"transactions[1]","message":"insufficient-funds: The wallet has not enough available funds."}]}
        """;

    private const string Refunded = $$"""
        {"type":"urn:wallet-functions:problem:partly-refunded","title":"Something of the transaction was refunded: it is reversed no more.","status":409,
         "detail":"1 of 2 transactions refused the session; the first one: Something of the transaction was refunded: it is reversed no more.",
         "instance":"/v1/sessions/payroll-7","code":"partly-refunded","category":"processing","reasonCode":"partly-refunded","isoReason":"MS03","retryable":false,
         "reverseProvisional":true,"transactionId":"{{Samples.Transaction}}","traceId":"{{Samples.Trace}}",
         "errors":[{"field":"transactions[0]","message":"partly-refunded: Something of the transaction was refunded: it is reversed no more."}]}
        """;

    /// <inheritdoc/>
    public string Tag => "Sessions";

    /// <inheritdoc/>
    public string Description => "A batch of transactions that succeeds, fails and is reversed as one. `sessionId` is its key.";

    /// <inheritdoc/>
    public IReadOnlyList<Operation> Operations =>
    [
        new()
        {
            Method = "POST",
            Path = "/v1/sessions",
            Id = "PostSession",
            Summary = "Asks for several movements of money as one: all or nothing.",
            Description = """
                1 to 30 transactions of the types `transfer`, `payment` and `fee`, each with its own `idempotencyKey`, which must never have been used: one that was
                refuses the whole (`leg-key-used`). Each wallet's debits are tested together against what it had before: no transaction spends what another brings.
                A refusal names the transactions that are to blame.
                """,
            Body = new(
                Schema.Ref("SessionRequest"),
                ("payroll", $$$"""
                    {"sessionId":"payroll-7","transactions":[
                     {"idempotencyKey":"payroll-7-1","type":"transfer","amount":{"value":2500,"currency":"USD"},"sourceWalletId":"{{{Samples.Wallet}}}","destinationWalletId":"{{{Samples.OtherWallet}}}"},
                     {"idempotencyKey":"payroll-7-2","type":"fee","amount":{"value":10,"currency":"USD"},"sourceWalletId":"{{{Samples.Wallet}}}"}]}
                    """)),
            Answers =
            [
                new(201, "Settled: commit all.", Schema.Ref("Session"), ("settled", Settled)) { Headers = ["Location"], OptionalHeaders = ["Idempotency-Replayed"] },
                StillRunning,
                StoredRefusal,
            ],
            Problems = [ReasonCatalog.IdempotencyKeyReused],
        },
        new()
        {
            Method = "GET",
            Path = "/v1/sessions/{sessionId}",
            Id = "GetSession",
            Summary = "A session, with its transactions as they stand.",
            Parameters = [SessionId],
            Answers = [new(200, "The session as it stands.", Schema.Ref("Session"), ("settled", Settled), ("reversed since", Reversed))],
            Problems = [ReasonCatalog.NotFound],
        },
        new()
        {
            Method = "POST",
            Path = "/v1/sessions/{sessionId}/reversal",
            Id = "ReverseSession",
            Summary = "Takes every transaction of a settled session back, fees included: all or none.",
            Description = """
                A repetition gets the first result. Where that was a refusal, which names the transactions that are to blame, a new wish is told from a repetition by
                another `Idempotency-Key`; the header may be left out.
                """,
            Parameters =
            [
                SessionId,
                Parameter.Header("Idempotency-Key", Schema.Text(1, 257), "payroll-7-back", "Tells a new wish from a repetition, after a refusal.", isRequired: false),
            ],
            Body = new(Schema.Object(), ("bare", "{}")) { IsOptional = true },
            Answers =
            [
                new(201, "Every transaction is reversed.", Schema.Ref("Session"), ("reversal", Reversal)) { Headers = ["Location"], OptionalHeaders = ["Idempotency-Replayed"] },
                StillRunning,
                StoredRefusal,
                new(409, "Something of it was refunded; stored, without an effect.", Schema.Ref("StoredConflict"), ("refunded", Refunded))
                {
                    IsProblem = true,
                    OptionalHeaders = ["Location", "Idempotency-Replayed"],
                },
            ],
            Problems = [ReasonCatalog.NotFound, ReasonCatalog.IllegalTransition],
        },
        new()
        {
            Method = "POST",
            Path = "/v1/sessions/{sessionId}/resume",
            Id = "ResumeSession",
            Summary = "Lets a stuck session, or its stuck reversal, go on.",
            Parameters = [SessionId],
            Answers = [new(200, "What was resumed, as it now stands.", Schema.Ref("Session"), ("settled", Settled))],
            Problems = [ReasonCatalog.NotFound, ReasonCatalog.IllegalTransition],
            IsForOperators = true,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, JsonObject> Schemas => new Dictionary<string, JsonObject>
    {
        ["SessionRequest"] = Schema.Object(
            ("sessionId", Schema.ExternalId()),
            ("transactions", WithMinimum(Schema.List(Schema.Ref("LegRequest"), SessionOrder.MaxLegs)))),
        ["LegRequest"] = Schema.Object(
            ("idempotencyKey", Schema.Text(1, 257)),
            ("type", Schema.OneOf("transfer", "payment", "fee")),
            ("amount", Schema.Ref("Amount")),
            ("fee?", Schema.Ref("Amount")),
            ("sourceWalletId", Schema.Ref("WalletId")),
            ("destinationWalletId?", Schema.Ref("WalletId")),
            ("reference?", Schema.Text(1, 140)),
            ("metadata?", Schema.Texts(20, 500)),
            ("device?", Schema.Texts(20, 500))),
        ["Session"] = Schema.Object(
            ("sessionId", Schema.ExternalId()),
            ("transactionId", Schema.Ref("TransactionId").Says("What entries that were posted as one belong to; no transaction of its own.")),
            ("type", Schema.OneOf("session", "reversal")),
            ("status", Schema.Ref("TransactionStatus")),
            ("condition", Schema.Names<TransactionCondition>()),
            ("reverseProvisional", Schema.Boolean()),
            ("reversedBy?", Schema.Ref("TransactionId").Says("The `transactionId` of the reversal.")),
            ("reason?", Schema.Ref("TransactionReason")),
            ("transactions", Schema.List(Schema.Ref("Transaction"), SessionOrder.MaxLegs).Says("In the order of the request.")),
            ("createdAt", Schema.Time()),
            ("updatedAt", Schema.Time())),
    };

    private static Parameter SessionId => Parameter.InPath("sessionId", Schema.ExternalId(), "payroll-7", "The partner's own id of the session.");

    private static Answer StillRunning => new(202, "Not finished yet: ask again.", Schema.Ref("Session"), ("running", Running))
    {
        Headers = ["Location", "Retry-After"],
        OptionalHeaders = ["Idempotency-Replayed"],
    };

    private static Answer StoredRefusal => new(422, "Refused as a whole, without an effect; stored.", Schema.Ref("StoredRefusal"), ("declined", Refused))
    {
        IsProblem = true,
        Headers = ["Location"],
        OptionalHeaders = ["Idempotency-Replayed"],
    };

    private static JsonObject WithMinimum(JsonObject list)
    {
        list["minItems"] = 1;
        return list;
    }
}
