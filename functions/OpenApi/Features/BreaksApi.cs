using System.Text.Json.Nodes;
using WalletFunctions.Reconciliation.Breaks;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Reconciliation.Breaks;

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
