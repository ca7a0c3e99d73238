using System.Text.Json.Nodes;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.OpenApi.Features;

/// <summary>Events of the bank: what the partner answers by a transaction, declines, or an operator sends back.</summary>
internal sealed class BankEventsApi : IApiFeature
{
    private const string Fields = $$$"""
        "eventId":"bank-4711","type":"deposit.received","walletId":"{{{Samples.Wallet}}}","amount":{"value":2500,"currency":"USD"},"reference":"rent",
        "answerWith":"deposit","deadline":"2026-02-01T12:00:00.000Z"
        """;

    private const string Times = $$$"""
        "occurredAt":"{{{Samples.Time}}}","receivedAt":"{{{Samples.Time}}}"
        """;

    private const string Open = $$$"""{ {{{Fields}}},"state":"open",{{{Times}}} }""";

    private const string Fulfilled = $$$"""{ {{{Fields}}},"state":"fulfilled","transactionId":"{{{Samples.Transaction}}}",{{{Times}}} }""";

    private const string Declined = $$$"""
        { {{{Fields}}},"state":"suspended","suspendedAt":"{{{Samples.Time}}}","declined":{"at":"{{{Samples.Time}}}","reason":"unknown customer"},{{{Times}}} }
        """;

    private const string Proposed = $$$"""
        { {{{Fields}}},"state":"suspended","suspendedAt":"{{{Samples.Time}}}","return":{"proposedAt":"{{{Samples.Time}}}"},{{{Times}}} }
        """;

    private const string Returning = $$$"""
        { {{{Fields}}},"state":"returning","suspendedAt":"{{{Samples.Time}}}","return":{"proposedAt":"{{{Samples.Time}}}","approvedAt":"{{{Samples.Time}}}"},{{{Times}}} }
        """;

    /// <inheritdoc/>
    public string Tag => "Bank events";

    /// <inheritdoc/>
    public string Description => """
        What happened at the bank and is the partner's to answer: by a `deposit` or `withdrawal` that names `bankEventId`, with the event's wallet and amount.
        What is not answered by its deadline goes to suspense (a late answer still takes it from there), or is rejected at the bank where no money moved.
        """;

    /// <inheritdoc/>
    public IReadOnlyList<Operation> Operations =>
    [
        new()
        {
            Method = "GET",
            Path = "/v1/bank-events",
            Id = "ListBankEvents",
            Summary = "Events of the bank, also by state; in an order that stays the same and is not that of time.",
            Parameters = [Parameter.Query("state", Schema.Names<BankEventState>(), "open", "Where they stand."), Parameter.Limit, Parameter.Cursor],
            Answers = [new(200, "A page of events.", Schema.Page(Schema.Ref("BankEvent")), ("one", $$"""{"items":[{{Open}}],"nextCursor":null}"""))],
        },
        new()
        {
            Method = "GET",
            Path = "/v1/bank-events/{eventId}",
            Id = "GetBankEvent",
            Summary = "An event of the bank.",
            Parameters = [Id],
            Answers = [new(200, "The event as it stands.", Schema.Ref("BankEvent"), ("open", Open), ("fulfilled", Fulfilled))],
            Problems = [ReasonCatalog.NotFound],
        },
        new()
        {
            Method = "POST",
            Path = "/v1/bank-events/{eventId}/decline",
            Id = "DeclineBankEvent",
            Summary = "The partner will not answer: what the deadline would do is done now. A claim in flight wins.",
            Parameters = [Id],
            Body = WithReason("unknown customer"),
            Answers = [new(200, "The event as it stands.", Schema.Ref("BankEvent"), ("declined", Declined))],
            Problems = [ReasonCatalog.NotFound, ReasonCatalog.BankEventNotOpen],
        },
        new()
        {
            Method = "POST",
            Path = "/v1/bank-events/{eventId}/return",
            Id = "ProposeBankEventReturn",
            Summary = "Proposes to send money in suspense back to its sender; another operator approves.",
            IsForOperators = true,
            Parameters = [Id],
            Body = WithReason("nobody claims it"),
            Answers = [new(200, "The event as it stands.", Schema.Ref("BankEvent"), ("proposed", Proposed))],
            Problems = [ReasonCatalog.NotFound, ReasonCatalog.BankEventNotReturnable, ReasonCatalog.ReturnProposedAlready],
        },
        new()
        {
            Method = "POST",
            Path = "/v1/bank-events/{eventId}/return/approval",
            Id = "ApproveBankEventReturn",
            Summary = "Approves the return: no transaction can claim the event any more, and the bank is told.",
            IsForOperators = true,
            Parameters = [Id],
            Answers = [new(200, "The event as it stands.", Schema.Ref("BankEvent"), ("returning", Returning))],
            Problems =
            [
                ReasonCatalog.NotFound, ReasonCatalog.SecondPersonRequired, ReasonCatalog.BankEventNotReturnable, ReasonCatalog.ReturnNotProposed,
            ],
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, JsonObject> Schemas => new Dictionary<string, JsonObject>
    {
        ["BankEvent"] = Schema.Object(
            ("eventId", Schema.ExternalId().Says("The bank's id: what a transaction names as `bankEventId`.")),
            ("type", Schema.Names<BankEventType>()),
            ("state", Schema.Names<BankEventState>()),
            ("walletId?", Schema.Ref("WalletId")),
            ("customerId?", Schema.ExternalId()),
            ("amount?", Schema.Ref("Amount")),
            ("reference?", Schema.Text(1, 140)),
            ("instructionReference?", Schema.Matching("^[A-Za-z0-9._:-]{1,64}$")),
            ("originalEventId?", Schema.ExternalId().Says("The event that had brought the money which a chargeback takes back.")),
            ("reasonCode?", Schema.Matching("^[A-Za-z0-9._:-]{1,35}$").Says("The bank's code.")),
            ("version?", Schema.Integer(1, long.MaxValue).Says("The bank's count of its changes to the wallet's status or to the customer.")),
            ("answerWith?", Schema.OneOf("deposit", "withdrawal").Says("The type of transaction that answers it; left out where none does.")),
            ("deadline?", Schema.Time().Says("Until when the partner may answer.")),
            ("transactionId?", Schema.Ref("TransactionId").Says("The transaction that has claimed or fulfilled it.")),
            ("effect?", Schema.Names<BankEventEffect>().Says("What an event that needs no answer brought about.")),
            ("suspendedAt?", Schema.Time().Says("When its money went to suspense.")),
            ("declined?", Schema.Object(("at", Schema.Time()), ("reason", Schema.Text(1, 140)))),
            ("return?", Schema.Object(("proposedAt", Schema.Time()), ("approvedAt?", Schema.Time()), ("rejectedCode?", Schema.Text()))),
            ("occurredAt", Schema.Time()),
            ("receivedAt", Schema.Time())),
    };

    private static Parameter Id => Parameter.InPath("eventId", Schema.ExternalId(), "bank-4711", "The bank's id of the event.");

    private static Body WithReason(string reason) => new(Schema.Object(("reason", Schema.Text(1, 140))), ("reason", $$"""{"reason":"{{reason}}"}"""));
}
