using System.Text.Json.Nodes;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.OpenApi.Features;

/// <summary>Callbacks: what the partner was told, and once more.</summary>
internal sealed class CallbacksApi : IApiFeature
{
    private const string CallbackFields = $$$"""
        "callbackId":"cbk_4t7w0z3c6f9j2m5p8s1v4y7b","endpointId":"main","eventId":"{{{Samples.Transaction}}}.completed","eventType":"transaction.completed",
        "state":"delivered","run":1,"attemptCount":1,"createdAt":"{{{Samples.Time}}}","finishedAt":"{{{Samples.Time}}}"
        """;

    /// <inheritdoc/>
    public string Tag => "Callbacks";

    /// <inheritdoc/>
    public string Description => "Signed by Standard Webhooks 1.0, at least once, retried for more than a day. What a partner was told is kept and can be delivered again.";

    /// <inheritdoc/>
    public IReadOnlyList<Operation> Operations =>
    [
        new()
        {
            Method = "GET",
            Path = "/v1/callbacks",
            Id = "ListCallbacks",
            Summary = "Callbacks of a state, oldest first.",
            Parameters =
            [
                Parameter.Query("state", States, "exhausted", "Where they stand.", isRequired: true),
                Parameter.Query("from", Schema.AnyTime(), Samples.Time, "Recorded at or after this."),
                Parameter.Query("before", Schema.AnyTime(), Samples.Time, "Recorded before this."),
                Parameter.Limit,
                Parameter.Cursor,
            ],
            Answers = [new(200, "A page of callbacks.", Schema.Page(Schema.Ref("Callback")), ("one", $$"""{"items":[{ {{CallbackFields}} }],"nextCursor":null}"""))],
        },
        new()
        {
            Method = "GET",
            Path = "/v1/callbacks/{callbackId}",
            Id = "GetCallback",
            Summary = "A callback with what was sent, and its attempts.",
            Parameters = [Id],
            Answers =
            [
                new(200, "The callback as it stands.", Schema.Ref("CallbackWithAttempts"), ("delivered", $$"""
                    { {{CallbackFields}},"contentType":"application/cloudevents+json","body":"{}","attempts":[{"number":1,"run":1,
                     "startedAt":"{{Samples.Time}}","endedAt":"{{Samples.Time}}","outcome":"delivered","statusCode":204,"answerBodyBytes":0}]}
                    """)),
            ],
            Problems = [ReasonCatalog.NotFound],
        },
        new()
        {
            Method = "POST",
            Path = "/v1/callbacks/{callbackId}/replay",
            Id = "ReplayCallback",
            Summary = "Delivers a callback once more.",
            IsForOperators = true,
            Parameters = [Id, Parameter.IdempotencyKey],
            Answers = [new(202, "It is on its way again.", Schema.Ref("Callback"), ("again", $$"""{ {{CallbackFields}} }""")) { Headers = ["Location"] }],
            Problems = [ReasonCatalog.NotFound, ReasonCatalog.CallbackUnderWay],
        },
        new()
        {
            Method = "POST",
            Path = "/v1/callbacks/replay",
            Id = "ReplayCallbackRange",
            Summary = "Delivers the callbacks of a span of time once more.",
            IsForOperators = true,
            Parameters = [Parameter.IdempotencyKey],
            Body = new(
                Schema.Object(
                    ("state?", Schema.OneOf("delivered", "endpoint-off", "exhausted").Says("Without it: everything at its end that did not arrive.")),
                    ("from", Schema.AnyTime()),
                    ("before", Schema.AnyTime())),
                ("day", """{"from":"2026-01-31T00:00:00Z","before":"2026-02-01T00:00:00Z"}""")),
            Answers =
            [
                new(
                    202,
                    "So many are on their way again; `more`: the same call, with the same key, goes on.",
                    Schema.Object(("replayed", Schema.Integer(0, int.MaxValue)), ("more", Schema.Boolean())),
                    ("some", """{"replayed":12,"more":false}""")),
            ],
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, JsonObject> Schemas => new Dictionary<string, JsonObject>
    {
        ["Callback"] = Schema.Object(Fields),
        ["CallbackWithAttempts"] = Schema.Object(
        [
            .. Fields,
            ("contentType", Schema.Text()),
            ("body", Schema.Text()),
            ("attempts", Schema.List(Schema.Object(
                ("number", Schema.Integer(1, int.MaxValue)),
                ("run", Schema.Integer(1, int.MaxValue)),
                ("startedAt", Schema.Time()),
                ("endedAt?", Schema.Time()),
                ("outcome?", Schema.Text()),
                ("statusCode?", Schema.Integer(100, 999)),
                ("retryAfterSeconds?", Schema.Integer()),
                ("answerBodyBytes?", Schema.Integer())))),
        ]),
    };

    private static JsonObject States => Schema.OneOf(Enum.GetValues<CallbackState>().Select(state => state.Name()));

    private static Parameter Id => Parameter.InPath("callbackId", Schema.Text(1, 100), "cbk_4t7w0z3c6f9j2m5p8s1v4y7b", "The callback.");

    private static (string Name, JsonObject Schema)[] Fields =>
    [
        ("callbackId", Schema.Matching("^cbk_[!-~]+$")),
        ("endpointId", Schema.Text()),
        ("eventId", Schema.Text()),
        ("eventType", Schema.Text()),
        ("walletId?", Schema.Ref("WalletId")),
        ("state", States),
        ("run", Schema.Integer(1, int.MaxValue)),
        ("attemptCount", Schema.Integer(0, int.MaxValue)),
        ("lastFailure?", Schema.Text()),
        ("createdAt", Schema.Time()),
        ("dueAt?", Schema.Time().Says("When it is sent next; absent at its end.")),
        ("finishedAt?", Schema.Time()),
        ("replayId?", Schema.Text()),
    ];
}
