using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Tests.Functions.Running;
using WalletFunctions.Tests.Shared.Reconciliation.Breaks;
using Xunit;

namespace WalletFunctions.Tests.Functions.Reconciliation;

/// <summary>Breaks over HTTP, on the whole app.</summary>
public sealed class BreaksOverHttpTests(RunningApp app) : IClassFixture<RunningApp>
{
    private const string Assign = """{"state":"assigned","reason":"asked the bank"}""";
    private static readonly (string, string) Alice = ("X-Operator-Key", "local-operator-alice");

    [Fact]
    public async Task An_operator_finds_a_break_and_moves_it_by_the_version_that_was_seen()
    {
        var id = await OpenAsync();
        var shown = await GetAsync($"/v1/breaks/{id}");
        Assert.Equal((200, "\"0\"", "open"), (shown.StatusCode, shown.Header("ETag"), shown.Field("state")));

        var moved = await MoveAsync(id, Assign, "\"0\"");
        Assert.Equal((200, "\"1\"", "assigned"), (moved.StatusCode, moved.Header("ETag"), moved.Field("state")));
        var move = moved.Json.GetProperty("moves")[0];
        Assert.Equal(("alice", "asked the bank"), (move.GetProperty("by").GetString(), move.GetProperty("reason").GetString()));

        Assert.Equal((412, "stale-version"), Refused(await MoveAsync(id, Assign, "\"0\"")));
        Assert.Equal(200, (await MoveAsync(id, """{"state":"resolved","reason":"money recalled"}""", "\"1\"")).StatusCode);
        Assert.Equal((409, "illegal-transition"), Refused(await MoveAsync(id, """{"state":"ignored","reason":"no"}""", "\"2\"")));
    }

    [Fact]
    public async Task Two_operators_at_once_do_not_move_it_twice()
    {
        var id = await OpenAsync();
        var moves = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => MoveAsync(id, Assign, "\"0\"")));
        Assert.Single(moves, move => move.StatusCode == 200);
        Assert.All(moves.Where(move => move.StatusCode != 200), move => Assert.Equal(412, move.StatusCode));
    }

    [Fact]
    public async Task The_list_is_by_state_and_in_pages()
    {
        var ids = new[] { await OpenAsync(), await OpenAsync() };
        await MoveAsync(ids[0], """{"state":"ignored","reason":"a test"}""", "\"0\"");
        var ignored = await GetAsync("/v1/breaks?state=ignored");
        Assert.Contains(ids[0].Value, ignored.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ids[1].Value, ignored.Text, StringComparison.Ordinal);
        var first = await GetAsync("/v1/breaks?limit=1");
        Assert.Equal(1, first.Json.GetProperty("items").GetArrayLength());
        Assert.Equal(200, (await GetAsync($"/v1/breaks?limit=1&cursor={first.Field("nextCursor")}")).StatusCode);
    }

    [Fact]
    public async Task A_partner_is_turned_away()
    {
        var id = await OpenAsync();
        Assert.Equal((403, "operator-required"), Refused(await app.GetAsync("/v1/breaks")));
        Assert.Equal((403, "operator-required"), Refused(await app.GetAsync($"/v1/breaks/{id}")));
        Assert.Equal((403, "operator-required"), Refused(await app.PostAsync($"/v1/breaks/{id}/state", Assign)));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused()
    {
        var id = await OpenAsync();
        Assert.Equal((428, "precondition-required"), Refused(await app.SendAsync(HttpMethod.Post, $"/v1/breaks/{id}/state", RunningApp.Json(Assign), Alice)));
        Assert.Equal(404, (await GetAsync($"/v1/breaks/{Samples.Break("unknown").Id}")).StatusCode);
        Assert.Equal(404, (await MoveAsync(Samples.Break("unknown").Id, Assign, "\"0\"")).StatusCode);
        Assert.Equal(400, (await GetAsync("/v1/breaks/nonsense")).StatusCode);
        Assert.Equal(400, (await GetAsync("/v1/breaks?state=broken")).StatusCode);
        Assert.Equal(400, (await GetAsync("/v1/breaks?cursor=x")).StatusCode);
        Assert.Equal(400, (await MoveAsync(id, """{"state":"assigned"}""", "\"0\"")).StatusCode);
        Assert.Equal(400, (await MoveAsync(id, """{"state":"closed","reason":"x"}""", "\"0\"")).StatusCode);
    }

    private static (int, string?) Refused(Reply reply) => (reply.StatusCode, reply.Field("reasonCode"));

    private async Task<BreakId> OpenAsync()
    {
        var found = Samples.Break(Guid.NewGuid().ToString("N"));
        Assert.True(await app.Service<IBreakStore>().OpenAsync(found, CancellationToken.None));
        return found.Id;
    }

    private Task<Reply> GetAsync(string path) => app.SendAsync(HttpMethod.Get, path, null, Alice);

    private Task<Reply> MoveAsync(BreakId id, string body, string etag) =>
        app.SendAsync(HttpMethod.Post, $"/v1/breaks/{id}/state", RunningApp.Json(body), Alice, ("If-Match", etag));
}
