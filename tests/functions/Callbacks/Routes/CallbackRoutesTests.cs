using System.Text.Json;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Callbacks.Signing;
using WalletFunctions.Tests.Functions.Callbacks.Sending;
using WalletFunctions.Tests.Functions.Running;
using WalletFunctions.Tests.Shared.Callbacks;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Callbacks.Routes;

/// <summary>Callbacks and their endpoints over HTTP, on the whole app.</summary>
public sealed class CallbackRoutesTests : IClassFixture<CallbackRoutesTests.AppWithSecrets>
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static readonly (string, string) Alice = ("X-Operator-Key", "local-operator-alice");

    private readonly RunningApp _app;
    private readonly string _endpoint = $"e{Guid.NewGuid():N}";

    public CallbackRoutesTests(AppWithSecrets app) => _app = app.App;

    [Fact]
    public async Task An_endpoint_is_registered_listed_and_shown_without_any_secret()
    {
        var body = Registration("http://127.0.0.1:1/hook");
        var created = await PutAsync(body);
        var again = await PutAsync(body);

        Assert.Equal((201, 200), (created.StatusCode, again.StatusCode));
        Assert.Equal(created.Text, again.Text);
        var shown = await _app.GetAsync($"/v1/callback-endpoints/{_endpoint}");
        Assert.Equal(created.Text, shown.Text);
        Assert.Equal("main-1", shown.Json.GetProperty("secrets")[0].GetProperty("name").GetString());
        Assert.DoesNotContain("whsec", shown.Text, StringComparison.Ordinal);
        var list = await _app.GetAsync("/v1/callback-endpoints");
        Assert.Contains(list.Json.GetProperty("items").EnumerateArray(), item => item.GetProperty("endpointId").GetString() == _endpoint);
    }

    [Theory]
    [InlineData("""{"url":"http://10.0.0.1/","eventTypes":["*"],"secretName":"main-1"}""", "url")]
    [InlineData("""{"url":"http://127.0.0.1/","eventTypes":[],"secretName":"main-1"}""", "eventTypes")]
    [InlineData("""{"url":"http://127.0.0.1/","eventTypes":["wallet.moved"],"secretName":"main-1"}""", "eventTypes")]
    [InlineData("""{"url":"http://127.0.0.1/","eventTypes":["*"],"secretName":"another-partners"}""", "secretName")]
    [InlineData("""{"url":"http://127.0.0.1/","eventTypes":["*"],"secretName":"main-1:x"}""", "secretName")]
    [InlineData("""{"url":"http://127.0.0.1/","eventTypes":["*"],"secretName":"main-1","overlapSeconds":1}""", "overlapSeconds")]
    [InlineData("""{"url":"http://127.0.0.1/","eventTypes":["*"],"secretName":"main-1","secret":"whsec_"}""", "secret")]
    [InlineData("""{"url":"http://127.0.0.1/","eventTypes":"*","secretName":"main-1"}""", "eventTypes")]
    [InlineData("""{"eventTypes":["*"],"secretName":"main-1"}""", "url")]
    public async Task What_no_endpoint_may_be_is_refused_by_name(string body, string field)
    {
        var refused = await PutAsync(body);
        Assert.Equal(400, refused.StatusCode);
        Assert.Equal(field, refused.Json.GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task An_endpoint_that_answers_410_is_off_until_an_operator_switches_it_on_and_replays_what_it_missed()
    {
        var status = 410;
        await using var receiver = new RawReceiver((_, stream, stop) => stream.WriteAsync(
            System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 {Volatile.Read(ref status)} X\r\nContent-Length: 0\r\n\r\n"), stop).AsTask());
        Assert.Equal(201, (await PutAsync(Registration(receiver.Url))).StatusCode);
        var from = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        var id = await RecordAsync("gone");
        Assert.Equal(409, (await ReplayAsync(id, "too-early", Alice)).StatusCode);
        await DriveAsync(id);

        var gone = await _app.GetAsync($"/v1/callbacks/{id}");
        Assert.Equal("endpoint-off", gone.Field("state"));
        Assert.Equal("status-410", gone.Json.GetProperty("attempts")[0].GetProperty("outcome").GetString());
        Assert.Equal("off", (await _app.GetAsync($"/v1/callback-endpoints/{_endpoint}")).Field("state"));
        var activation = $"/v1/callback-endpoints/{_endpoint}/activation";
        Assert.Equal(403, (await _app.SendAsync(HttpMethod.Post, activation)).StatusCode);
        Volatile.Write(ref status, 200);
        Assert.Equal("on", (await _app.SendAsync(HttpMethod.Post, activation, null, Alice)).Field("state"));

        var range = JsonSerializer.Serialize(new { from, before = TimeProvider.System.GetUtcNow().AddMinutes(1) });
        Assert.Equal(403, (await _app.PostAsync("/v1/callbacks/replay", range, "range")).StatusCode);
        Assert.Equal((202, 1), await ReplayRangeAsync(range));
        Assert.Equal((202, 0), await ReplayRangeAsync(range));
        await UntilAsync(id, "delivered");
        var shown = await _app.GetAsync($"/v1/callbacks/{id}");
        Assert.Equal((2, 2), (shown.Json.GetProperty("run").GetInt32(), shown.Json.GetProperty("attempts").GetArrayLength()));

        Assert.Equal(202, (await ReplayAsync(id, "once-more", Alice)).StatusCode);
        await UntilAsync(id, "delivered", run: 3);
        Assert.Equal(202, (await ReplayAsync(id, "once-more", Alice)).StatusCode);
        Assert.Equal(3, (await _app.GetAsync($"/v1/callbacks/{id}")).Json.GetProperty("run").GetInt32());
        Assert.Single(receiver.Requests.Select(request => request.Headers[WebhookHeaders.IdName]).Distinct());
    }

    [Fact]
    public async Task Callbacks_are_listed_by_state_and_time_page_by_page()
    {
        Assert.Equal(201, (await PutAsync(Registration("http://127.0.0.1:1/hook"))).StatusCode);
        var from = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().ToString("O"));
        var recorded = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            recorded.Add((await RecordAsync($"listed-{number}")).Value);
        }

        var first = await _app.GetAsync($"/v1/callbacks?state=pending&from={from}&limit=2");
        var second = await _app.GetAsync($"/v1/callbacks?state=pending&from={from}&limit=2&cursor={first.Field("nextCursor")}");
        var found = first.Json.GetProperty("items").EnumerateArray().Concat(second.Json.GetProperty("items").EnumerateArray());
        Assert.Equal(recorded, found.Select(item => item.GetProperty("callbackId").GetString()!));
        Assert.Equal(JsonValueKind.Null, second.Json.GetProperty("nextCursor").ValueKind);
    }

    [Theory]
    [InlineData("/v1/callbacks", 400)]
    [InlineData("/v1/callbacks?state=lost", 400)]
    [InlineData("/v1/callbacks?state=pending&from=yesterday", 400)]
    [InlineData("/v1/callbacks?state=pending&limit=201", 400)]
    [InlineData("/v1/callbacks?state=pending&cursor=x", 400)]
    [InlineData("/v1/callbacks/nonsense", 400)]
    [InlineData("/v1/callbacks/cbk_0000000000000000000000000000000000", 404)]
    [InlineData("/v1/callback-endpoints/a%20b", 400)]
    [InlineData("/v1/callback-endpoints/nobody", 404)]
    public async Task What_is_misspelt_or_not_there_is_said_so(string path, int status) => Assert.Equal(status, (await _app.GetAsync(path)).StatusCode);

    private static string Registration(string url) => JsonSerializer.Serialize(new { url, eventTypes = new[] { "wallet.*" }, secretName = "main-1" });

    private Task<Reply> PutAsync(string body) => _app.SendAsync(HttpMethod.Put, $"/v1/callback-endpoints/{_endpoint}", RunningApp.Json(body));

    private Task<Reply> ReplayAsync(CallbackId id, string key, params (string, string)[] headers) =>
        _app.SendAsync(HttpMethod.Post, $"/v1/callbacks/{id}/replay", null, [("Idempotency-Key", key), .. headers]);

    private async Task<(int Status, int Replayed)> ReplayRangeAsync(string body)
    {
        var reply = await _app.SendAsync(HttpMethod.Post, "/v1/callbacks/replay", RunningApp.Json(body), Alice, ("Idempotency-Key", "range"));
        return (reply.StatusCode, reply.Json.GetProperty("replayed").GetInt32());
    }

    // Recorded and not started, so that a test says when it goes.
    private async Task<CallbackId> RecordAsync(string eventId)
    {
        var now = TimeProvider.System.GetUtcNow();
        var callback = CallbackSamples.New($"{_endpoint}-{eventId}", now, null, Orders.Partner.Value, _endpoint);
        return (await _app.Service<ICallbackStore>().AddAsync(callback, default)).Callback.Id;
    }

    private Task<WalletFunctions.Callbacks.DeliveryStep> DriveAsync(CallbackId id) =>
        _app.Service<WalletFunctions.Callbacks.DeliverCallback>().StepAsync(Orders.Partner, id, 0, default);

    private Task UntilAsync(CallbackId id, string state, int run = 1) => Fintech.UntilAsync(async () =>
        await _app.GetAsync($"/v1/callbacks/{id}") is var reply && reply.Field("state") == state && reply.Json.GetProperty("run").GetInt32() >= run);

    /// <summary>The app with a webhook secret of the partner.</summary>
    public sealed class AppWithSecrets : IAsyncLifetime
    {
        public RunningApp App { get; } = new();

        public Task InitializeAsync()
        {
            App.Settings[$"Callbacks:Secrets:{Orders.Partner}:main-1"] = Secret;
            App.Settings["Callbacks:Secrets:other:another-partners"] = Secret;
            return App.InitializeAsync();
        }

        public Task DisposeAsync() => App.DisposeAsync();
    }
}
