using System.Text.Json.Nodes;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.OpenApi.Features;

/// <summary>Transactions: asking for one, and reading it.</summary>
internal sealed class TransactionsApi : IApiFeature
{
    /// <summary>A settled transaction.</summary>
    internal const string Settled = $$$"""
        {"transactionId":"{{{Samples.Transaction}}}","idempotencyKey":"transfer-1","type":"transfer","status":"settled","condition":"normal","reverseProvisional":false,
         "amount":{"value":2500,"currency":"USD"},"sourceWalletId":"{{{Samples.Wallet}}}","destinationWalletId":"{{{Samples.OtherWallet}}}","reference":"rent",
         "metadata":{"order":"4711"},"postings":[{"postingId":"{{{Samples.Transaction}}}~post","bookingDate":"{{{Samples.Date}}}","entries":[
         {"walletId":"{{{Samples.Wallet}}}","sequence":2,"direction":"debit","amount":{"value":2500,"currency":"USD"},"balanceAfter":{"value":7500,"currency":"USD"},"time":"{{{Samples.Time}}}"},
         {"walletId":"{{{Samples.OtherWallet}}}","sequence":1,"direction":"credit","amount":{"value":2500,"currency":"USD"},"balanceAfter":{"value":2500,"currency":"USD"},"time":"{{{Samples.Time}}}"}]}],
         "watermarks":[{"walletId":"{{{Samples.Wallet}}}","sequence":2,"balance":{"value":7500,"currency":"USD"},"mirrorHash":"{{{Samples.Hash}}}"}],
         "createdAt":"{{{Samples.Time}}}","updatedAt":"{{{Samples.Time}}}"}
        """;

    private const string Running = $$$"""
        {"transactionId":"{{{Samples.Transaction}}}","idempotencyKey":"transfer-1","type":"transfer","status":"initiated","condition":"normal","reverseProvisional":false,
         "amount":{"value":2500,"currency":"USD"},"sourceWalletId":"{{{Samples.Wallet}}}","destinationWalletId":"{{{Samples.OtherWallet}}}",
         "postings":[],"watermarks":[],"createdAt":"{{{Samples.Time}}}","updatedAt":"{{{Samples.Time}}}"}
        """;

    private const string Events = $$"""
        {"items":[{"number":1,"at":"{{Samples.Time}}","by":"partner","to":"initiated","why":"requested"},
         {"number":2,"at":"{{Samples.Time}}","by":"saga","from":"initiated","to":"settled","why":"posted"}],"nextCursor":null}
        """;

    /// <inheritdoc/>
    public string Tag => "Transactions";

    /// <inheritdoc/>
    public string Description => "A movement of money that the fintech asked for, with its whole life. One `Idempotency-Key`, one effect.";

    /// <summary>The answers of everything that starts a transaction.</summary>
    internal static IReadOnlyList<Answer> Started =>
    [
        new(201, "Settled: commit.", Schema.Ref("Transaction"), ("settled", Settled)) { Headers = ["Location"], OptionalHeaders = ["Idempotency-Replayed"] },
        new(202, "Not finished yet: wait for the callback, or ask again.", Schema.Ref("Transaction"), ("running", Running))
        {
            Headers = ["Location", "Retry-After"],
            OptionalHeaders = ["Idempotency-Replayed"],
        },
        Answer.StoredRefusal,
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Operation> Operations =>
    [
        new()
        {
            Method = "POST",
            Path = "/v1/transactions",
            Id = "PostTransaction",
            Summary = "Asks for a movement of money.",
            Description = """
                `transfer` and `payment`: source and destination; `payment` alone may carry `fee`, paid by the source on top. `deposit`: destination only.
                `withdrawal`: source and `beneficiary` (which the bank knows where `bankEventId` is given). `fee`: source only. The first answer under a key is given again, byte for byte, to every later request
                with the same key and payload.
                With `dryRun=true` nothing happens, nothing is kept, and no key is needed: the answer says what would be decided (the bank itself is not asked).
                """,
            Parameters = [Parameter.IdempotencyKey with { IsRequired = false }, DryRunSchemas.Parameter],
            Body = new(
                Schema.Ref("TransactionRequest"),
                ("transfer", $$$"""
                    {"type":"transfer","amount":{"value":2500,"currency":"USD"},"sourceWalletId":"{{{Samples.Wallet}}}","destinationWalletId":"{{{Samples.OtherWallet}}}",
                     "reference":"rent","metadata":{"order":"4711"},"device":{"fingerprint":"d-1"}}
                    """),
                ("withdrawal", $$$"""
                    {"type":"withdrawal","amount":{"value":2500,"currency":"USD"},"sourceWalletId":"{{{Samples.Wallet}}}",
                     "beneficiary":{"name":"Alice Example","account":"DE02120300000000202051","bic":"BYLADEM1001","country":"DE"}}
                    """)),
            Answers = [DryRunSchemas.Answer, .. Started],
            Problems = [ReasonCatalog.IdempotencyKeyReused],
        },
        new()
        {
            Method = "GET",
            Path = "/v1/transactions",
            Id = "FindTransaction",
            Summary = "The transaction of an idempotency key, or a page of a list.",
            Description = """
                With `idempotencyKey`: the one transaction of that key, which is what to ask when an answer was lost. With `condition` or `status`: a page of
                the transactions that are so. Pages of what is not finished are quick; pages of what is finished search the table, and may hold fewer items than asked for, also none, where more follow.
                """,
            Parameters =
            [
                Parameter.Query("idempotencyKey", Schema.Text(1, 257), "transfer-1", "The partner's key."),
                Parameter.Query("condition", Schema.Names<TransactionCondition>(), "stuck", "Only transactions that fare so."),
                Parameter.Query("status", Schema.Names<TransactionStatus>(), "review", "Only transactions of this status."),
                Parameter.Limit,
                Parameter.Cursor,
            ],
            Answers = [new(200, "The transaction, or the page.", Schema.Any(Schema.Ref("Transaction"), Schema.Page(Schema.Ref("Transaction"))), ("settled", Settled), ("none", """{"items":[],"nextCursor":null}"""))],
            Problems = [ReasonCatalog.NotFound],
        },
        new()
        {
            Method = "GET",
            Path = "/v1/transactions/{transactionId}",
            Id = "GetTransaction",
            Summary = "A transaction.",
            Parameters = [Parameter.TransactionId],
            Answers = [Found],
            Problems = [ReasonCatalog.NotFound],
        },
        new()
        {
            Method = "GET",
            Path = "/v1/transactions/{transactionId}/events",
            Id = "ListTransactionEvents",
            Summary = "What happened to a transaction: every change, who, when, from, to and why.",
            Parameters = [Parameter.TransactionId],
            Answers = [new(200, "The changes, in order.", Schema.Page(Schema.Ref("TransactionEvent")), ("settled", Events))],
            Problems = [ReasonCatalog.NotFound],
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, JsonObject> Schemas => TransactionSchemas.All;

    private static Answer Found => new(200, "The transaction as it stands.", Schema.Ref("Transaction"), ("settled", Settled));
}
