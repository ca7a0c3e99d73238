using System.Text.Json.Nodes;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Transactions.Reviews;

namespace WalletFunctions.OpenApi.Features;

/// <summary>What operators do about single transactions: decide reviews, resume what is stuck.</summary>
internal sealed class ReviewsApi : IApiFeature
{
    private const string Decided = $$$"""
        {"transactionId":"{{{Samples.Transaction}}}","status":"review","amount":{"value":2500,"currency":"USD"},"deadline":"{{{Samples.Time}}}","score":60,
         "findings":[{"code":"velocity-count","detail":"31 movements in an hour"}],"decision":"approved","decidedBy":"alice","decidedAt":"{{{Samples.Time}}}","reason":"known payroll"}
        """;

    /// <inheritdoc/>
    public string Tag => "Reviews";

    /// <inheritdoc/>
    public string Description => "Transactions that a person of the bank decides: in review, or stuck. For operators of the bank.";

    /// <inheritdoc/>
    public IReadOnlyList<Operation> Operations =>
    [
        new()
        {
            Method = "GET",
            Path = "/v1/reviews/{transactionId}",
            Id = "GetReview",
            Summary = "A review with everything that fraud and screening found.",
            IsForOperators = true,
            Parameters = [Id],
            Answers = [new(200, "The review as it stands.", Schema.Ref("Review"), ("decided", Decided))],
            Problems = [ReasonCatalog.NotFound],
        },
        new()
        {
            Method = "POST",
            Path = "/v1/reviews/{transactionId}/decision",
            Id = "DecideReview",
            Summary = "Decides a review, once: the funds are captured, or released.",
            IsForOperators = true,
            Parameters = [Id],
            Body = new(
                Schema.Object(("decision", Schema.Names<ReviewVerdict>()), ("reason", Schema.Text(1, ReviewDecision.MaxReasonCharacters))),
                ("approve", """{"decision":"approve","reason":"known payroll"}""")),
            Answers = [new(200, "The decision stands; the transaction goes on with it.", Schema.Ref("Review"), ("decided", Decided))],
            Problems = [ReasonCatalog.NotFound, ReasonCatalog.IllegalTransition, ReasonCatalog.ReviewDecided],
        },
        new()
        {
            Method = "POST",
            Path = "/v1/transactions/{transactionId}/resume",
            Id = "ResumeTransaction",
            Summary = "Lets a stuck transaction go on: every step is repeated under its old key.",
            IsForOperators = true,
            Parameters = [Id],
            Answers = [new(200, "The transaction as it now stands.", Schema.Ref("Transaction"), ("settled", TransactionsApi.Settled))],
            Problems = [ReasonCatalog.NotFound, ReasonCatalog.IllegalTransition],
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, JsonObject> Schemas => new Dictionary<string, JsonObject>
    {
        ["Review"] = Schema.Object(
            ("transactionId", Schema.Ref("TransactionId")),
            ("status", Schema.Names<TransactionStatus>()),
            ("amount", Schema.Ref("Amount")),
            ("deadline", Schema.Time()),
            ("score", Schema.Integer(0, 100)),
            ("findings", Schema.List(Schema.Object(("code", Schema.Text()), ("detail", Schema.Text())))),
            ("decision?", Schema.Names<OutcomeDecision>()),
            ("decidedBy?", Schema.Text()),
            ("decidedAt?", Schema.Time()),
            ("reason?", Schema.Text())),
    };

    private static Parameter Id => Parameter.InPath("transactionId", Schema.Ref("TransactionId"), Samples.Transaction, "The transaction.");
}
