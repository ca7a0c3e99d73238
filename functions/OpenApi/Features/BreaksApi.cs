using System.Text.Json.Nodes;
using WalletFunctions.Reconciliation.Breaks;
using WalletFunctions.Reconciliation.Clearing;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Reconciliation.Breaks.Clearing;

namespace WalletFunctions.OpenApi.Features;

/// <summary>Breaks: differences for a person to repair.</summary>
internal sealed class BreaksApi : IApiFeature
{
    private const string Sample = $$$"""
        {"breakId":"{{{BreakSample}}}","kind":"settled-after-release","state":"assigned","walletId":"{{{Samples.Wallet}}}",
         "transactionId":"{{{Samples.Transaction}}}","bankEventKey":"evt_a2b3c4d5e6f7g2h3i4j5k6l7m2","expected":"The transaction ended without moving money.",
         "found":"The bank settled 12.50 USD.","proposedRepair":"Recall the payment at the bank.","openedAt":"{{{Samples.Time}}}",
         "moves":[{"at":"{{{Samples.Time}}}","by":"alice","from":"open","to":"assigned","reason":"asked the bank"}]}
        """;

    private const string ProposedSample = $$$"""
        {"breakId":"{{{BreakSample}}}","kind":"settled-after-release","state":"assigned","walletId":"{{{Samples.Wallet}}}",
         "transactionId":"{{{Samples.Transaction}}}","expected":"The transaction ended without moving money.","found":"The bank settled 12.50 USD.",
         "proposedRepair":"Recall the payment at the bank.","openedAt":"{{{Samples.Time}}}",
         "clearing":{"kind":"taken-back","reason":"the bank recalled the payment","proposedBy":"alice","proposedAt":"{{{Samples.Time}}}"},
         "moves":[]}
        """;

    private const string ClearedSample = $$$"""
        {"breakId":"{{{BreakSample}}}","kind":"settled-after-release","state":"resolved","walletId":"{{{Samples.Wallet}}}",
         "transactionId":"{{{Samples.Transaction}}}","expected":"The transaction ended without moving money.","found":"The bank settled 12.50 USD.",
         "proposedRepair":"Recall the payment at the bank.","openedAt":"{{{Samples.Time}}}",
         "clearing":{"kind":"taken-back","reason":"the bank recalled the payment","proposedBy":"alice","proposedAt":"{{{Samples.Time}}}",
          "approvedBy":"bob","approvedAt":"{{{Samples.Time}}}","postingId":"{{{Samples.Transaction}}}.late-settlement-cleared"},
         "moves":[{"at":"{{{Samples.Time}}}","by":"bob","from":"assigned","to":"resolved","reason":"cleared out of suspense"}]}
        """;

    private const string BreakSample = "brk_a2b3c4d5e6f7g2h3i4j5k6l7m2";

    /// <inheritdoc/>
    public string Tag => "Breaks";

    /// <inheritdoc/>
    public string Description => "Differences between what is and what should be, each with a proposed repair. For operators of the bank.";

    /// <inheritdoc/>
    public IReadOnlyList<Operation> Operations =>
    [
        new()
        {
            Method = "GET",
            Path = "/v1/breaks",
            Id = "ListBreaks",
            Summary = "Breaks of a partner, newest first.",
            IsForOperators = true,
            Parameters =
            [
                Parameter.Query("state", Schema.Names<BreakState>(), "open", "Only those that stand so."),
                Parameter.Limit,
                Parameter.Cursor,
            ],
            Answers = [new(200, "A page of breaks.", Schema.Page(Schema.Ref("Break")), ("one", $$"""{"items":[{{Sample}}],"nextCursor":null}"""))],
        },
        new()
        {
            Method = "GET",
            Path = "/v1/breaks/{breakId}",
            Id = "GetBreak",
            Summary = "A break.",
            IsForOperators = true,
            Parameters = [Id],
            Answers = [new(200, "The break as it stands.", Schema.Ref("Break"), ("assigned", Sample)) { Headers = ["ETag"] }],
            Problems = [ReasonCatalog.NotFound],
        },
        new()
        {
            Method = "POST",
            Path = "/v1/breaks/{breakId}/state",
            Id = "MoveBreak",
            Summary = "Assigns, resolves, ignores a break, or opens it again.",
            IsForOperators = true,
            Parameters = [Id, Parameter.Header("If-Match", Schema.Matching("^\"[!-~]+\"$"), "\"0\"", "The version that the operator has seen.")],
            Body = new(
                Schema.Object(("state", Schema.Names<BreakState>()), ("reason", Schema.Text(1, BreakMoveRequest.MaxReasonCharacters))),
                ("assign", """{"state":"assigned","reason":"asked the bank"}""")),
            Answers = [new(200, "The break as it now stands.", Schema.Ref("Break"), ("assigned", Sample)) { Headers = ["ETag"] }],
            Problems = [ReasonCatalog.NotFound, ReasonCatalog.IllegalTransition, ReasonCatalog.StaleVersion, ReasonCatalog.PreconditionRequired],
        },
        new()
        {
            Method = "POST",
            Path = "/v1/breaks/{breakId}/clearing",
            Id = "ProposeClearing",
            Summary = "Proposes how a late settlement gets out of suspense; another operator approves.",
            Description = """
                `taken-back`: the bank has taken its settlement back, and no wallet is concerned. `partner-asked`: the settlement stands, and the partner is asked by an event of the bank, which it
                answers with a transaction of its own.
                """,
            IsForOperators = true,
            Parameters = [Id],
            Body = new(
                Schema.Object(("kind", Schema.Names<ClearingKind>()), ("reason", Schema.Text(1, ClearingProposal.MaxReasonCharacters))),
                ("recalled", """{"kind":"taken-back","reason":"the bank recalled the payment"}""")),
            Answers = [new(200, "The break as it now stands.", Schema.Ref("Break"), ("proposed", ProposedSample)) { Headers = ["ETag"] }],
            Problems = [ReasonCatalog.NotFound, ReasonCatalog.NothingToClear, ReasonCatalog.ClearingProposedAlready],
        },
        new()
        {
            Method = "POST",
            Path = "/v1/breaks/{breakId}/clearing/approval",
            Id = "ApproveClearing",
            Summary = "Approves it: it is booked, and the break is resolved.",
            Description = "Says what it approves, so that nobody approves what was changed in the meantime. Without an answer it is sent again.",
            IsForOperators = true,
            Parameters = [Id],
            Body = new(Schema.Object(("kind", Schema.Names<ClearingKind>())), ("recalled", """{"kind":"taken-back"}""")),
            Answers = [new(200, "The break as it now stands.", Schema.Ref("Break"), ("cleared", ClearedSample)) { Headers = ["ETag"] }],
            Problems = [ReasonCatalog.NotFound, ReasonCatalog.SecondPersonRequired, ReasonCatalog.NothingToClear, ReasonCatalog.ClearingNotProposed],
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, JsonObject> Schemas => new Dictionary<string, JsonObject>
    {
        ["Break"] = Schema.Object(
            ("breakId", Schema.Matching(BreakPattern)),
            ("kind", Schema.Names<BreakKind>()),
            ("state", Schema.Names<BreakState>()),
            ("walletId?", Schema.Ref("WalletId")),
            ("transactionId?", Schema.Ref("TransactionId")),
            ("bankEventKey?", Schema.Matching("^evt_[a-z0-9]+$")),
            ("expected", Schema.Text()),
            ("found", Schema.Text()),
            ("proposedRepair", Schema.Text()),
            ("openedAt", Schema.Time()),
            ("clearing?", Schema.Object(
                ("kind", Schema.Names<ClearingKind>()),
                ("reason", Schema.Text()),
                ("proposedBy", Schema.Text()),
                ("proposedAt", Schema.Time()),
                ("approvedBy?", Schema.Text()),
                ("approvedAt?", Schema.Time()),
                ("postingId?", Schema.Text()),
                ("bankEventKey?", Schema.Matching("^evt_[a-z0-9]+$")))),
            ("moves", Schema.List(Schema.Object(
                ("at", Schema.Time()),
                ("by", Schema.Text()),
                ("from", Schema.Names<BreakState>()),
                ("to", Schema.Names<BreakState>()),
                ("reason", Schema.Text()))))),
    };

    private const string BreakPattern = "^brk_[a-z0-9]{26}$";

    private static Parameter Id => Parameter.InPath("breakId", Schema.Matching(BreakPattern), BreakSample, "The break.");
}
