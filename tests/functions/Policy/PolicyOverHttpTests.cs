using WalletFunctions.Shared.Partners;
using WalletFunctions.Tests.Functions.Running;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Partners;
using Xunit;

namespace WalletFunctions.Tests.Functions.Policy;

public sealed class PolicyOverHttpTests(RunningApp app) : IClassFixture<RunningApp>
{
    private const string Limits = """[{"type":"customer","currency":"USD","wallet":{"debit":{"transactionMinor":100},"maximumBalanceMinor":5000}},{"type":"operational"}]""";
    private const string AllowAll = """[{"effect":"allow"}]""";
    private readonly Fintech _fintech = new(app);

    [Theory]
    [InlineData("GET", "/v1/partners/demo/policy")]
    [InlineData("GET", "/v1/partners/demo/policy/versions")]
    [InlineData("PUT", "/v1/partners/demo/policy")]
    [InlineData("GET", "/v1/partners/demo/limit-profiles")]
    [InlineData("GET", "/v1/partners/demo/limit-profiles/local-1")]
    [InlineData("PUT", "/v1/partners/demo/limit-profiles/local-1")]
    [InlineData("GET", "/v1/partners/demo/risk-rules")]
    [InlineData("PUT", "/v1/partners/demo/risk-rules")]
    [InlineData("PUT", "/v1/partners/demo/wallets/wal_00/limit-profile")]
    public async Task A_partner_is_refused_and_told_nothing(string method, string path)
    {
        foreach (var headers in new (string, string)[][] { [], [("X-Operator-Key", "local-operator-carol")] })
        {
            var reply = await app.SendAsync(new HttpMethod(method), path, null, headers);
            Assert.Equal((403, "operator-required"), (reply.StatusCode, reply.Field("code")));
        }
    }

    [Fact]
    public async Task A_policy_counts_from_the_next_request_on_and_what_was_answered_stays_answered()
    {
        var source = await _fintech.OpenWithAsync(1_000);
        var destination = await _fintech.OpenAsync();
        var (allowed, forbidden) = (_fintech.NewName(), _fintech.NewName());
        var transfer = TransactionBench.TransferOf(source, destination, 10);
        var settled = await app.PostAsync("/v1/transactions", transfer, allowed);
        Assert.Equal(201, settled.StatusCode);

        Assert.Equal(200, (await app.SetPolicyAsync("demo", "local-1", """[{"types":["transfer"],"effect":"deny","reason":"type-forbidden"},{"effect":"allow"}]""")).StatusCode);
        var declined = await app.PostAsync("/v1/transactions", transfer, forbidden);
        Assert.Equal((422, "type-forbidden"), (declined.StatusCode, declined.Field("reasonCode")));
        var replayed = await app.PostAsync("/v1/transactions", transfer, allowed);
        Assert.Equal((201, settled.Text), (replayed.StatusCode, replayed.Text));

        Assert.Equal(200, (await app.SetPolicyAsync("demo", "local-1", AllowAll)).StatusCode);
        var again = await app.PostAsync("/v1/transactions", transfer, forbidden);
        Assert.Equal((422, declined.Text), (again.StatusCode, again.Text));
        Assert.Equal(201, (await app.PostAsync("/v1/transactions", transfer, _fintech.NewName())).StatusCode);
    }

    [Fact]
    public async Task A_rule_asks_for_the_tier_and_the_status_as_they_are_now()
    {
        var basic = _fintech.NewName();
        await app.PostAsync("/v1/wallets", Fintech.WalletOf(basic, tier: "basic"));
        var source = await _fintech.OpenWithAsync(1_000);
        var wallet = (await app.GetAsync($"/v1/wallets?externalWalletId={basic}")).Field("walletId");
        await app.SetPolicyAsync("demo", "local-1", """[{"side":"destination","tiers":["full"],"statuses":["active"],"effect":"allow"},{"side":"source","effect":"allow"}]""");
        var body = $$"""{"type":"transfer","amount":{"value":5,"currency":"USD"},"sourceWalletId":"{{source}}","destinationWalletId":"{{wallet}}"}""";
        var declined = await app.PostAsync("/v1/transactions", body, _fintech.NewName());
        Assert.Equal((422, "policy-forbids", "AG01"), (declined.StatusCode, declined.Field("reasonCode"), declined.Field("isoReason")));
        Assert.True(declined.Json.GetProperty("reverseProvisional").GetBoolean());
        Assert.Equal(201, (await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(source, await _fintech.OpenAsync(), 5), _fintech.NewName())).StatusCode);
        await app.SetPolicyAsync("demo", "local-1", AllowAll);
    }

    [Fact]
    public async Task Of_two_changes_to_one_version_one_is_stale_and_the_history_has_every_version()
    {
        await AddPartnerAsync("history");
        Assert.Equal(404, (await app.AsAliceAsync(HttpMethod.Get, "/v1/partners/history/policy")).StatusCode);
        Assert.Equal(201, (await app.AsAliceAsync(HttpMethod.Put, "/v1/partners/history/limit-profiles/a", $$"""{"rules":{{Limits}}}""")).StatusCode);
        var change = $$"""{"limitProfile":"a","rules":{{AllowAll}},"reason":"first"}""";
        Assert.Equal(428, (await app.AsAliceAsync(HttpMethod.Put, "/v1/partners/history/policy", change)).StatusCode);
        var first = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.AsAliceAsync(HttpMethod.Put, "/v1/partners/history/policy", change, ("If-Match", "\"0\""))));
        Assert.Single(first, reply => reply.StatusCode == 200);
        Assert.Equal(7, first.Count(reply => reply.StatusCode == 412));
        Assert.Equal(412, (await app.AsAliceAsync(HttpMethod.Put, "/v1/partners/history/policy", change, ("If-Match", "\"7\""))).StatusCode);
        Assert.Equal(412, (await app.AsAliceAsync(HttpMethod.Put, "/v1/partners/history/policy", change, ("If-Match", "*"))).StatusCode);
        var second = await app.SendAsync(
            HttpMethod.Put, "/v1/partners/history/policy", RunningApp.Json(change.Replace("first", "second", StringComparison.Ordinal)), Operators.Bob, ("If-Match", "\"1\""));
        Assert.Equal((200, "\"2\""), (second.StatusCode, second.Header("ETag")));

        var versions = new List<string>();
        string? cursor = null;
        do
        {
            var page = await app.AsAliceAsync(HttpMethod.Get, $"/v1/partners/history/policy/versions?limit=1{(cursor is null ? string.Empty : $"&cursor={cursor}")}");
            versions.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(
                item => $"{item.GetProperty("version")} {item.GetProperty("changedBy").GetString()} {item.GetProperty("reason").GetString()}"));
            cursor = page.Field("nextCursor");
        }
        while (cursor is not null);

        Assert.Equal(["2 bob second", "1 alice first"], versions);
        Assert.Equal(second.Text, (await app.AsAliceAsync(HttpMethod.Get, "/v1/partners/history/policy")).Text);
    }

    [Theory]
    [InlineData("""{"limitProfile":"local-1","rules":[],"reason":""}""", "reason")]
    [InlineData("""{"limitProfile":"none-such","rules":[],"reason":"r"}""", "limitProfile")]
    [InlineData("""{"limitProfile":"local-1","reason":"r"}""", "rules")]
    [InlineData("""{"limitProfile":"local-1","rules":[{"effect":"allow","type":"transfer"}],"reason":"r"}""", "rules[0].type")]
    [InlineData("""{"limitProfile":"local-1","rules":[{"effect":"allow"},{"effect":"maybe"}],"reason":"r"}""", "rules[1].effect")]
    [InlineData("""{"limitProfile":"local-1","rules":[{}],"reason":"r"}""", "rules[0]")]
    [InlineData("""{"limitProfile":"local-1","rules":[null],"reason":"r"}""", "rules[0]")]
    [InlineData("""{"limitProfile":"local-1","rules":[{"effect":"allow","tiers":[]}],"reason":"r"}""", "rules[0].tiers")]
    [InlineData("""{"limitProfile":"local-1","rules":[{"effect":"allow","walletTypes":["transit"]}],"reason":"r"}""", "rules[0].walletTypes")]
    [InlineData("""{"limitProfile":"local-1","rules":[{"effect":"allow","reason":"type-forbidden"}],"reason":"r"}""", "rules[0].reason")]
    [InlineData("""{"limitProfile":"local-1","rules":[{"effect":"deny","reason":"insufficient-funds"}],"reason":"r"}""", "rules[0].reason")]
    [InlineData("""{"limitProfile":"local-1","rules":[{"effect":"allow","currencies":["XXX1"]}],"reason":"r"}""", "rules[0].currencies[0]")]
    [InlineData("""{"limitProfile":"local-1","rules":[{"effect":"allow","effect":"deny"}],"reason":"r"}""", "rules[0].effect")]
    public async Task A_faulty_policy_is_a_400_that_names_the_field(string body, string field)
    {
        var now = await app.AsAliceAsync(HttpMethod.Get, "/v1/partners/demo/policy");
        var reply = await app.AsAliceAsync(HttpMethod.Put, "/v1/partners/demo/policy", body, ("If-Match", now.Header("ETag")!));
        Assert.Equal(400, reply.StatusCode);
        Assert.Contains(reply.Json.GetProperty("errors").EnumerateArray(), error => error.GetProperty("field").GetString()!.StartsWith(field, StringComparison.Ordinal));
        Assert.Equal(now.Text, (await app.AsAliceAsync(HttpMethod.Get, "/v1/partners/demo/policy")).Text);
    }

    [Theory]
    [InlineData("""{"rules":[]}""", "rules")]
    [InlineData("""{"rules":[{"wallet":{"debit":{"dayMinor":1}}}]}""", "rules[0].currency")]
    [InlineData("""{"rules":[{"currency":"USD","wallet":{"debit":{"dayMinor":-1}}}]}""", "rules[0].wallet")]
    [InlineData("""{"rules":[{"type":"suspense"}]}""", "rules[0].type")]
    [InlineData("""{"rules":[{"currency":"USD","wallet":{"debit":null}}]}""", "rules[0].wallet.debit")]
    [InlineData("""{"rules":[{"currency":"USD","wallet":{"dayMinor":1}}]}""", "rules[0].wallet.dayMinor")]
    public async Task A_faulty_limit_profile_is_a_400_that_names_the_field(string body, string field)
    {
        var reply = await app.AsAliceAsync(HttpMethod.Put, "/v1/partners/demo/limit-profiles/faulty", body);
        Assert.Equal(400, reply.StatusCode);
        Assert.Equal(field, reply.Json.GetProperty("errors")[0].GetProperty("field").GetString());
        Assert.Equal(404, (await app.AsAliceAsync(HttpMethod.Get, "/v1/partners/demo/limit-profiles/faulty")).StatusCode);
    }

    [Fact]
    public async Task A_limit_profile_is_added_once_and_never_changed_and_a_wallet_gets_it_by_name()
    {
        const string path = "/v1/partners/demo/limit-profiles/tight-1";
        var added = await app.AsAliceAsync(HttpMethod.Put, path, $$"""{"rules":{{Limits}}}""");
        Assert.Equal(201, added.StatusCode);
        var known = await app.AsAliceAsync(HttpMethod.Put, path, $$"""{"rules":{{Limits}}}""");
        Assert.Equal((200, added.Text), (known.StatusCode, known.Text));
        var other = await app.AsAliceAsync(HttpMethod.Put, path, """{"rules":[{}]}""");
        Assert.Equal((409, "limit-profile-exists"), (other.StatusCode, other.Field("code")));
        Assert.Equal(added.Text, (await app.AsAliceAsync(HttpMethod.Get, path)).Text);
        Assert.Contains(
            (await app.AsAliceAsync(HttpMethod.Get, "/v1/partners/demo/limit-profiles")).Json.GetProperty("items").EnumerateArray(),
            item => item.GetProperty("limitProfileId").GetString() == "tight-1");

        var source = await _fintech.OpenWithAsync(1_000);
        var destination = await _fintech.OpenAsync();
        var limit = $"/v1/partners/demo/wallets/{source}/limit-profile";
        Assert.Equal(400, (await app.AsAliceAsync(HttpMethod.Put, limit, """{"limitProfile":"none-such","reason":"test"}""")).StatusCode);
        Assert.Equal(200, (await app.AsAliceAsync(HttpMethod.Put, limit, """{"limitProfile":"tight-1","reason":"test"}""")).StatusCode);
        Assert.Equal(200, (await app.AsAliceAsync(HttpMethod.Put, limit, """{"limitProfile":"tight-1","reason":"test"}""")).StatusCode);
        var declined = await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(source, destination, 101), _fintech.NewName());
        Assert.Equal((422, "above-transaction-limit", "AM02"), (declined.StatusCode, declined.Field("reasonCode"), declined.Field("isoReason")));
        Assert.Equal(201, (await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(source, destination, 100), _fintech.NewName())).StatusCode);
    }

    [Fact]
    public async Task A_partner_without_a_policy_may_do_nothing_and_new_wallets_take_the_limits_of_the_policy()
    {
        await AddPartnerAsync("fresh");
        await app.AsAliceAsync(HttpMethod.Put, "/v1/partners/fresh/limit-profiles/a", $$"""{"rules":{{Limits}}}""");
        Assert.Equal(200, (await app.SetPolicyAsync("fresh", "a", "[]")).StatusCode);
        var (source, destination) = (await OpenAsync("source"), await OpenAsync("destination"));
        var declined = await TransferAsync("k1");
        Assert.Equal((422, "policy-forbids"), (declined.StatusCode, declined.Field("reasonCode")));
        await app.SetPolicyAsync("fresh", "a", AllowAll);
        Assert.Equal("insufficient-funds", (await TransferAsync("k2")).Field("reasonCode"));
        Assert.Equal(declined.Text, (await TransferAsync("k1")).Text);

        async Task<string> OpenAsync(string name)
        {
            var reply = await app.SendAsync(HttpMethod.Post, "/v1/wallets", RunningApp.Json(Fintech.WalletOf(name)), ("X-Partner", "fresh"));
            Assert.True(reply.StatusCode == 201, reply.Text);
            return reply.Field("walletId")!;
        }

        Task<Reply> TransferAsync(string key) => app.SendAsync(
            HttpMethod.Post,
            "/v1/transactions",
            RunningApp.Json($$"""{"type":"transfer","amount":{"value":5,"currency":"USD"},"sourceWalletId":"{{source}}","destinationWalletId":"{{destination}}"}"""),
            ("X-Partner", "fresh"),
            ("Idempotency-Key", key));
    }

    [Fact]
    public async Task Risk_rules_are_changed_by_version_and_decline_from_then_on()
    {
        const string path = "/v1/partners/demo/risk-rules";
        var before = await app.AsAliceAsync(HttpMethod.Get, path);
        Assert.Equal("\"1\"", before.Header("ETag"));
        const string blocking = """{"rules":[{"rule":"amount-threshold","fromMinor":77,"effect":{"score":100,"atLeast":"decline"}}]}""";
        Assert.Equal(428, (await app.AsAliceAsync(HttpMethod.Put, path, blocking)).StatusCode);
        Assert.Equal(412, (await app.AsAliceAsync(HttpMethod.Put, path, blocking, ("If-Match", "\"0\""))).StatusCode);
        Assert.Equal(400, (await app.AsAliceAsync(HttpMethod.Put, path, """{"rules":[{"rule":"nonsense"}]}""", ("If-Match", "\"1\""))).StatusCode);
        Assert.Equal(400, (await app.AsAliceAsync(HttpMethod.Put, path, """{"version":3}""", ("If-Match", "\"1\""))).StatusCode);
        Assert.Equal(404, (await app.AsAliceAsync(HttpMethod.Put, "/v1/partners/nobody/risk-rules", blocking, ("If-Match", "\"0\""))).StatusCode);

        var (source, destination) = (await _fintech.OpenWithAsync(1_000), await _fintech.OpenAsync());
        var set = await app.AsAliceAsync(HttpMethod.Put, path, blocking, ("If-Match", "\"1\""));
        Assert.Equal((200, "\"2\""), (set.StatusCode, set.Header("ETag")));
        var declined = await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(source, destination, 77), _fintech.NewName());
        Assert.Equal((422, "fraud-suspected"), (declined.StatusCode, declined.Field("reasonCode")));
        Assert.Equal(200, (await app.AsAliceAsync(HttpMethod.Put, path, """{"rules":[]}""", ("If-Match", "\"2\""))).StatusCode);
        Assert.Equal(201, (await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(source, destination, 77), _fintech.NewName())).StatusCode);
    }

    private Task<bool> AddPartnerAsync(string id) => app.Service<IPartnerStore>().TryAddAsync(InMemoryPartnerStore.Partner(id), CancellationToken.None);
}
