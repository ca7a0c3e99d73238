using System.Text.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

public sealed class SessionsOverHttpTests(RunningApp app) : IClassFixture<RunningApp>
{
    private readonly Fintech _fintech = new(app);

    [Fact]
    public async Task Thirty_legs_settle_as_one_and_are_reversed_as_one()
    {
        var (name, body, payer, payees) = await SessionAsync(30, 465);
        var settled = await EndedAsync(() => app.PostAsync("/v1/sessions", body));
        Assert.True(settled.StatusCode == 201, settled.Text);
        Assert.Equal(30, settled.Json.GetProperty("transactions").GetArrayLength());
        Assert.Equal((0, 30), (await _fintech.BalanceAsync(payer), await _fintech.BalanceAsync(payees[29])));
        var replay = await app.PostAsync("/v1/sessions", body);
        Assert.Equal((settled.Text, "true"), (replay.Text, replay.Header("Idempotency-Replayed")));

        var leg = settled.Json.GetProperty("transactions")[7].GetProperty("transactionId").GetString();
        Assert.Equal(422, (await app.PostAsync($"/v1/transactions/{leg}/reversal", "{}", _fintech.NewName())).StatusCode);

        var reversal = await EndedAsync(() => app.SendAsync(HttpMethod.Post, $"/v1/sessions/{name}/reversal"));
        Assert.Equal((201, "reversal"), (reversal.StatusCode, reversal.Field("type")));
        Assert.Equal(reversal.Text, (await app.SendAsync(HttpMethod.Post, $"/v1/sessions/{name}/reversal", null, ("Idempotency-Key", _fintech.NewName()))).Text);
        Assert.Equal((465, 0), (await _fintech.BalanceAsync(payer), await _fintech.BalanceAsync(payees[29])));
        var session = await app.GetAsync($"/v1/sessions/{name}");
        Assert.Equal(("reversed", reversal.Field("transactionId")), (session.Field("status"), session.Field("reversedBy")));
        Assert.All(session.Json.GetProperty("transactions").EnumerateArray(), item => Assert.Equal("reversed", item.GetProperty("status").GetString()));
        var by = (await app.GetAsync($"/v1/transactions/{leg}")).Field("reversedBy");
        Assert.Equal(leg, (await app.GetAsync($"/v1/transactions/{by}")).Field("originalTransactionId"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(14)]
    [InlineData(29)]
    public async Task A_refusal_at_any_place_refuses_all_thirty_and_names_the_place(int place)
    {
        var (name, body, payer, payees) = await SessionAsync(30, 465);
        var blocked = await app.GetAsync($"/v1/wallets/{payees[place]}");
        var block = await app.SendAsync(
            HttpMethod.Put, $"/v1/wallets/{payees[place]}/status", RunningApp.Json("""{"status":"blocked","reason":"test"}"""), ("If-Match", blocked.Header("ETag")!));
        Assert.True(block.StatusCode == 200, block.Text);

        var refused = await EndedAsync(() => app.PostAsync("/v1/sessions", body));
        Assert.Equal((422, "wallet-blocked"), (refused.StatusCode, refused.Field("reasonCode")));
        Assert.Equal($"transactions[{place}]", Assert.Single(refused.Json.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString());
        Assert.Equal(465, await _fintech.BalanceAsync(payer));
        var legs = (await app.GetAsync($"/v1/sessions/{name}")).Json.GetProperty("transactions").EnumerateArray();
        Assert.All(legs, leg => Assert.True(leg.GetProperty("reverseProvisional").GetBoolean()));
    }

    [Fact]
    public async Task A_used_key_refuses_the_session()
    {
        var (_, body, payer, payees) = await SessionAsync(2, 100);
        var used = JsonDocument.Parse(body).RootElement.GetProperty("transactions")[1].GetProperty("idempotencyKey").GetString();
        Assert.Equal(201, (await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(payer, payees[0], 1), used)).StatusCode);
        var refused = await EndedAsync(() => app.PostAsync("/v1/sessions", body));
        Assert.Equal((422, "leg-key-used"), (refused.StatusCode, refused.Field("reasonCode")));
        Assert.Equal(99, await _fintech.BalanceAsync(payer));
    }

    [Fact]
    public async Task What_does_not_fit_the_contract_is_a_400_that_names_the_fields()
    {
        var (name, body, _, _) = await SessionAsync(1, 100);
        var leg = JsonDocument.Parse(body).RootElement.GetProperty("transactions")[0].GetRawText();
        await RefusedAsync($$"""{"sessionId":"{{name}}","transactions":[]}""", "transactions");
        await RefusedAsync($$"""{"sessionId":"{{name}}","transactions":[{{leg}},{{leg}}]}""", "transactions[1].idempotencyKey");
        await RefusedAsync($$"""{"sessionId":"a b","transactions":[{{leg}}]}""", "sessionId");
        await RefusedAsync($$"""{"sessionId":"{{name}}","transactions":[{"idempotencyKey":"k","type":"deposit","amount":{"value":1,"currency":"USD"},"destinationWalletId":"{{Orders.Alice}}"}]}""", "transactions[0].type");
        await RefusedAsync($$"""{"sessionId":"{{name}}","transactions":[{{string.Join(",", Enumerable.Repeat(leg, 31))}}]}""", "transactions");
        Assert.Equal(404, (await app.GetAsync($"/v1/sessions/{name}")).StatusCode);
        Assert.Equal(404, (await app.SendAsync(HttpMethod.Post, $"/v1/sessions/{name}/reversal")).StatusCode);

        async Task RefusedAsync(string sent, string field)
        {
            var refused = await app.PostAsync("/v1/sessions", sent);
            Assert.Equal(400, refused.StatusCode);
            Assert.Equal(field, refused.Json.GetProperty("errors")[0].GetProperty("field").GetString());
        }
    }

    // A caller that has waited long enough is told to ask again.
    private static async Task<Reply> EndedAsync(Func<Task<Reply>> ask)
    {
        var reply = await ask();
        await Fintech.UntilAsync(async () => reply.StatusCode != 202 || (reply = await ask()).StatusCode != 202);
        return reply;
    }

    private async Task<(string Name, string Body, WalletId Payer, WalletId[] Payees)> SessionAsync(int legs, long funds)
    {
        var name = _fintech.NewName();
        var payer = await _fintech.OpenWithAsync(funds);
        var payees = await Task.WhenAll(Enumerable.Range(0, legs).Select(_ => _fintech.OpenAsync()));
        return (name, SessionBench.BodyOf(name, payees.Select((payee, place) => ($"{name}-{place}", payer, payee, place + 1L))), payer, payees);
    }
}
