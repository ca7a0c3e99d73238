using System.Text.Json.Nodes;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions.Undo;

namespace WalletFunctions.OpenApi.Features;

/// <summary>Taking back, giving up, and saying what became of it on the other side.</summary>
internal sealed class UndoApi : IApiFeature
{
    private const string Reversed = $$$"""
        {"transactionId":"{{{Samples.Transaction}}}","idempotencyKey":"transfer-1","type":"transfer","status":"reversed","condition":"normal","reverseProvisional":false,
         "amount":{"value":2500,"currency":"USD"},"reversedBy":"{{{OtherTransaction}}}","acknowledgement":{"outcome":"committed","at":"{{{Samples.Time}}}"},
         "sourceWalletId":"{{{Samples.Wallet}}}","destinationWalletId":"{{{Samples.OtherWallet}}}","postings":[],"watermarks":[],
         "createdAt":"{{{Samples.Time}}}","updatedAt":"{{{Samples.Time}}}"}
        """;

    private const string Canceled = $$$"""
        {"transactionId":"{{{Samples.Transaction}}}","idempotencyKey":"transfer-1","type":"cancellation","status":"canceled","condition":"normal","reverseProvisional":true,
         "reason":{"reasonCode":"canceled","category":"processing","isoReason":"MS03","detail":"The transaction was given up before it happened."},
         "postings":[],"watermarks":[],"createdAt":"{{{Samples.Time}}}","updatedAt":"{{{Samples.Time}}}"}
        """;

    private const string AlreadyReversed = $$"""
        {"type":"urn:wallet-functions:problem:already-reversed","title":"The transaction was reversed before, by the transaction that is named.","status":409,
         "detail":"{{Samples.Transaction}} was reversed by {{OtherTransaction}}.","instance":"/v1/transactions/{{Samples.Transaction}}","code":"already-reversed",
         "category":"processing","reasonCode":"already-reversed","isoReason":"AM05","retryable":false,"reverseProvisional":true,
         "transactionId":"{{Samples.Transaction}}","reversedBy":"{{OtherTransaction}}","traceId":"{{Samples.Trace}}","errors":[]}
        """;

    private const string OtherTransaction = "txn_7h2k5n8r1t4w6y9b3d0f5g8j2m";

    /// <inheritdoc/>
    public string Tag => "Taking back";

    /// <inheritdoc/>
    public string Description =>
        "Reversals and refunds are transactions of their own, linked to their original both ways. A cancellation gives up what has not happened yet.";

    /// <inheritdoc/>
    public IReadOnlyList<Operation> Operations =>
    [
        new()
        {
            Method = "POST",
            Path = "/v1/transactions/{transactionId}/reversal",
            Id = "ReverseTransaction",
            Summary = "Takes a settled transaction back, whole and once, fees included.",
            Description = """
                Debits like any debit: without the funds it is declined, and nothing changes. What the bank has paid out is never taken back by request (`not-reversible`);
                a deposit goes back out through the bank; while another reversal or refund of it is on its way there, the answer is `undo-in-progress`, and nothing is stored. A leg is
                reversed with its session.
                """,
            Parameters = [Parameter.TransactionId, Parameter.IdempotencyKey],
            Body = new(Schema.Ref("ReversalRequest"), ("bare", "{}"), ("with a reference", """{"reference":"customer complaint 7"}""")) { IsOptional = true },
            Answers = [.. TransactionsApi.Started, Conflict],
            Problems = [ReasonCatalog.IdempotencyKeyReused, ReasonCatalog.NotFound, ReasonCatalog.UndoInProgress],
        },
        new()
        {
            Method = "POST",
            Path = "/v1/transactions/{transactionId}/refunds",
            Id = "RefundTransaction",
            Summary = "Gives a part of a settled transaction back, or the whole; without its fee.",
            Description = "All refunds of a transaction together are never more than its amount. After the first one it can be reversed no more.",
            Parameters = [Parameter.TransactionId, Parameter.IdempotencyKey],
            Body = new(Schema.Ref("RefundRequest"), ("a part", """{"amount":{"value":500,"currency":"USD"}}""")),
            Answers = [.. TransactionsApi.Started, Conflict],
            Problems = [ReasonCatalog.IdempotencyKeyReused, ReasonCatalog.NotFound, ReasonCatalog.UndoInProgress],
        },
        new()
        {
            Method = "POST",
            Path = "/v1/transactions/{transactionId}/cancellation",
            Id = "CancelTransaction",
            Summary = "Gives a transaction up, if that is still possible.",
            Parameters = [Parameter.TransactionId],
            Body = new(Schema.Object(), ("bare", "{}")) { IsOptional = true },
            Answers = [AsItStands],
            Problems = [ReasonCatalog.NotFound],
        },
        new()
        {
            Method = "POST",
            Path = "/v1/transactions/cancellation",
            Id = "CancelByKey",
            Summary = "Gives up a request whose answer was lost, by its key.",
            Description = "A key that was never seen is given up for ever: whatever comes under it later gets the stored 422 `canceled`.",
            Body = new(Schema.Object(("idempotencyKey", Schema.Text(1, 257))), ("by key", """{"idempotencyKey":"transfer-1"}""")),
            Answers = [AsItStands],
        },
        new()
        {
            Method = "POST",
            Path = "/v1/transactions/{transactionId}/acknowledgement",
            Id = "AcknowledgeTransaction",
            Summary = "Says what the fintech did with a transaction on its own side.",
            Description = "Said once: the same again changes nothing, and the other outcome is refused and looked into by the bank.",
            Parameters = [Parameter.TransactionId],
            Body = new(Schema.Object(("outcome", Schema.Names<AcknowledgementOutcome>())), ("committed", """{"outcome":"committed"}""")),
            Answers = [new(200, "The transaction with the acknowledgement.", Schema.Ref("Transaction"), ("reversed", Reversed))],
            Problems = [ReasonCatalog.NotFound, ReasonCatalog.AcknowledgedOtherwise],
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, JsonObject> Schemas => new Dictionary<string, JsonObject>
    {
        ["ReversalRequest"] = Schema.Object(("reference?", Schema.Text(1, 140))),
        ["RefundRequest"] = Schema.Object(("amount", Schema.Ref("Amount")), ("reference?", Schema.Text(1, 140))),
        ["StoredConflict"] = Schema.All(
            Schema.Ref("Problem"),
            new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["status"] = new JsonObject { ["const"] = 409 },
                    ["code"] = Schema.OneOf(
                        ReasonCatalog.AlreadyReversed.Code, ReasonCatalog.PartlyRefunded.Code, ReasonCatalog.UndoOvertaken.Code, ReasonCatalog.IllegalTransition.Code),
                    ["reverseProvisional"] = new JsonObject { ["const"] = true },
                    ["transactionId"] = Schema.Ref("TransactionId"),
                },
            }).Says("A reversal or refund that its original's state forbids: stored, without an effect."),
    };

    private static Answer Conflict => new(409, "The original's state forbids it; stored, without an effect.", Schema.Ref("StoredConflict"), ("reversed before", AlreadyReversed))
    {
        IsProblem = true,
        Headers = ["Location"],
        OptionalHeaders = ["Idempotency-Replayed"],
    };

    private static Answer AsItStands => new(200, "The transaction as it now stands.", Schema.Ref("Transaction"), ("given up", Canceled), ("reversed since", Reversed));
}
