using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Listing;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

public sealed class UndoOverHttpTests(RunningApp app) : IClassFixture<RunningApp>
{
    private readonly Fintech _fintech = new(app);

    [Fact]
    public async Task A_transfer_is_reversed_once_and_says_so_everywhere()
    {
        var (path, body, key) = await TransferAsync(400);
        var reversal = await app.PostAsync($"{path}/reversal", """{"reference":"complaint"}""", _fintech.NewName());
        Assert.Equal((201, "reversal"), (reversal.StatusCode, reversal.Field("type")));
        var by = reversal.Field("transactionId");

        var original = await app.GetAsync(path);
        Assert.Equal(("reversed", by), (original.Field("status"), original.Field("reversedBy")));
        var replay = await app.PostAsync("/v1/transactions", body, key);
        Assert.Equal((201, "settled", by), (replay.StatusCode, replay.Field("status"), replay.Field("reversedBy")));

        var again = await app.SendAsync(HttpMethod.Post, $"{path}/reversal", null, ("Idempotency-Key", _fintech.NewName()));
        Assert.Equal((409, "already-reversed", by), (again.StatusCode, again.Field("code"), again.Field("reversedBy")));
        Assert.Equal(409, (await app.PostAsync($"{path}/refunds", """{"amount":{"value":1,"currency":"USD"}}""", _fintech.NewName())).StatusCode);

        var events = await app.GetAsync($"{path}/events");
        Assert.Equal(["initiated", "settled", "reversed"], events.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("to").GetString()));
    }

    [Fact]
    public async Task Refunds_add_up_to_the_original_and_no_further()
    {
        var (path, _, _) = await TransferAsync(400);
        var first = await app.PostAsync($"{path}/refunds", """{"amount":{"value":300,"currency":"USD"}}""", _fintech.NewName());
        Assert.Equal((201, "refund"), (first.StatusCode, first.Field("type")));
        var tooMuch = await app.PostAsync($"{path}/refunds", """{"amount":{"value":101,"currency":"USD"}}""", _fintech.NewName());
        Assert.Equal((422, "refund-exceeds-original"), (tooMuch.StatusCode, tooMuch.Field("reasonCode")));
        var reversal = await app.PostAsync($"{path}/reversal", "{}", _fintech.NewName());
        Assert.Equal((409, "partly-refunded"), (reversal.StatusCode, reversal.Field("code")));
        Assert.Equal(300, (await app.GetAsync(path)).Json.GetProperty("refunded").GetProperty("value").GetInt64());
    }

    [Fact]
    public async Task A_deposit_goes_back_out_through_the_bank_and_a_closed_wallet_leaves_its_money_in_suspense()
    {
        var wallet = await _fintech.OpenAsync();
        var key = _fintech.NewName();
        var deposit = await app.PostAsync("/v1/transactions", TransactionBench.DepositOf(wallet, 500, await _fintech.AnnounceAsync(wallet, 500)), key);
        var path = $"/v1/transactions/{deposit.Field("transactionId")}";
        var part = await app.PostAsync($"{path}/refunds", """{"amount":{"value":200,"currency":"USD"}}""", _fintech.NewName());
        Assert.Contains(part.StatusCode, new[] { 201, 202 });
        await Fintech.UntilAsync(async () => (await app.GetAsync($"/v1/transactions/{part.Field("transactionId")}")).Field("status") == "settled");
        Assert.Equal(300, await _fintech.BalanceAsync(wallet));

        var emptied = await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(wallet, await _fintech.OpenAsync(), 300), _fintech.NewName());
        var etag = (await app.GetAsync($"/v1/wallets/{wallet}")).Header("ETag")!;
        var closed = await app.SendAsync(HttpMethod.Put, $"/v1/wallets/{wallet}/status", RunningApp.Json("""{"status":"closed","reason":"left"}"""), ("If-Match", etag));
        Assert.True(closed.StatusCode is 200 or 202, closed.Text);
        var back = await app.PostAsync($"/v1/transactions/{emptied.Field("transactionId")}/reversal", "{}", _fintech.NewName());
        Assert.Equal(201, back.StatusCode);
        Assert.Equal(0, await _fintech.BalanceAsync(wallet));
        var breaks = await app.SendAsync(HttpMethod.Get, "/v1/breaks?state=open", null, Operators.Alice);
        Assert.Contains(breaks.Json.GetProperty("items").EnumerateArray(), item =>
            item.GetProperty("kind").GetString() == "credit-diverted" && item.GetProperty("walletId").GetString() == wallet.Value);
    }

    [Fact]
    public async Task A_key_is_given_up_before_and_after_its_request()
    {
        var (path, _, key) = await TransferAsync(400);
        var settled = await app.PostAsync("/v1/transactions/cancellation", $$"""{"idempotencyKey":"{{key}}"}""");
        Assert.Equal((200, "settled"), (settled.StatusCode, settled.Field("status")));
        Assert.Equal("settled", (await app.SendAsync(HttpMethod.Post, $"{path}/cancellation")).Field("status"));

        var lost = _fintech.NewName();
        var canceled = await app.PostAsync("/v1/transactions/cancellation", $$"""{"idempotencyKey":"{{lost}}"}""");
        Assert.Equal((200, "canceled", "cancellation"), (canceled.StatusCode, canceled.Field("status"), canceled.Field("type")));
        var late = await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(Orders.Alice, Orders.Bob, 1), lost);
        Assert.Equal((422, "canceled"), (late.StatusCode, late.Field("code")));
        Assert.True(late.Json.GetProperty("reverseProvisional").GetBoolean());
        Assert.Equal("canceled", (await app.GetAsync($"/v1/transactions?idempotencyKey={lost}")).Field("status"));
        Assert.Equal(404, (await app.SendAsync(HttpMethod.Post, $"/v1/transactions/{TransactionId.Derive(Orders.Partner, "none")}/cancellation")).StatusCode);
    }

    [Fact]
    public async Task An_acknowledgement_is_said_once()
    {
        var (path, _, _) = await TransferAsync(400);
        var said = await app.PostAsync($"{path}/acknowledgement", """{"outcome":"committed"}""");
        Assert.Equal((200, "committed"), (said.StatusCode, said.Json.GetProperty("acknowledgement").GetProperty("outcome").GetString()));
        Assert.Equal(said.Text, (await app.PostAsync($"{path}/acknowledgement", """{"outcome":"committed"}""")).Text);
        var other = await app.PostAsync($"{path}/acknowledgement", """{"outcome":"reversed"}""");
        Assert.Equal((409, "acknowledged-otherwise"), (other.StatusCode, other.Field("code")));
        Assert.Equal(400, (await app.PostAsync($"{path}/acknowledgement", """{"outcome":"maybe"}""")).StatusCode);
    }

    [Fact]
    public async Task Lists_page_through_what_is_so()
    {
        var expected = new HashSet<string>();
        for (var number = 0; number < 5; number++)
        {
            var declined = await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(await _fintech.OpenAsync(), await _fintech.OpenAsync(), 1), _fintech.NewName());
            expected.Add(declined.Field("transactionId")!);
        }

        var found = new List<string>();
        var path = "/v1/transactions?status=declined&limit=2";
        for (var next = path; next is not null;)
        {
            var page = await app.GetAsync(next);
            Assert.Equal(200, page.StatusCode);
            Assert.All(page.Json.GetProperty("items").EnumerateArray(), item => Assert.Equal("declined", item.GetProperty("status").GetString()));
            found.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("transactionId").GetString()!));
            next = page.Json.GetProperty("nextCursor").GetString() is { } cursor ? $"{path}&cursor={cursor}" : null;
        }

        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Superset(expected, found.ToHashSet());
        Assert.Equal(400, (await app.GetAsync("/v1/transactions?status=nonsense")).StatusCode);
        Assert.Equal(400, (await app.GetAsync("/v1/transactions?status=declined&cursor=nonsense")).StatusCode);
        Assert.Equal(400, (await app.GetAsync("/v1/transactions?status=declined&idempotencyKey=k")).StatusCode);
    }

    [Fact]
    public async Task What_is_stuck_is_listed_as_long_as_it_is()
    {
        var (path, _, _) = await TransferAsync(400);
        var store = app.Service<ITransactionStore>();
        var id = TransactionId.Parse(path.Split('/')[^1]);
        var claim = await store.ClaimAsync(
            UnansweredOf(TransactionId.Derive(Orders.Partner, _fintech.NewName())) with { Condition = TransactionCondition.Stuck }, CancellationToken.None);
        var lists = app.Service<ITransactionLists>();
        var page = await lists.ListAsync(Orders.Partner, new TransactionQuery { Condition = TransactionCondition.Stuck, Limit = 10 }, CancellationToken.None);
        Assert.Contains(page.Items, item => item.Order.Id == claim!.Value.Order.Id);
        Assert.DoesNotContain(page.Items, item => item.Order.Id == id);
        await store.CloseAsync(Orders.Partner, claim!.Value.Order.Id, null, CancellationToken.None);
    }

    private static Transaction UnansweredOf(TransactionId id) => new()
    {
        Order = Orders.Transfer() with { Id = id },
        IdempotencyKey = "stuck",
        Fingerprint = "f",
        Request = "{}"u8.ToArray(),
        TraceId = "trace",
        UpdatedAt = Orders.Now,
    };

    private async Task<(string Path, string Body, string Key)> TransferAsync(long minor)
    {
        var body = TransactionBench.TransferOf(await _fintech.OpenWithAsync(1_000), await _fintech.OpenAsync(), minor);
        var key = _fintech.NewName();
        var settled = await app.PostAsync("/v1/transactions", body, key);
        Assert.True(settled.StatusCode == 201, settled.Text);
        return ($"/v1/transactions/{settled.Field("transactionId")}", body, key);
    }
}
