using System.Text;
using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

public sealed class TransactionsOverHttpTests(RunningApp app) : IClassFixture<RunningApp>
{
    private readonly Fintech _fintech = new(app);

    [Fact]
    public async Task A_transfer_settles_and_a_replay_gives_the_same_bytes_marked_as_one()
    {
        var (source, destination) = (await _fintech.OpenWithAsync(1_000), await _fintech.OpenAsync());
        var key = _fintech.NewName();
        var body = TransactionBench.TransferOf(source, destination, 400);
        var first = await app.PostAsync("/v1/transactions", body, key);
        Assert.Equal((201, "settled"), (first.StatusCode, first.Json.GetProperty("status").GetString()));
        Assert.Null(first.Header("Idempotency-Replayed"));
        Assert.Equal($"/v1/transactions/{first.Json.GetProperty("transactionId").GetString()}", first.Header("Location"));

        // The same request, written otherwise: another order, blanks, an escape, the key in quotes.
        var other = $$"""{ "destinationWalletId":"{{destination}}", "sourceWalletId" : "{{source}}", "amount":{"currency":"U\u0053D","value":400},"type":"transfer" }""";
        foreach (var (sameBody, sameKey) in new[] { (body, key), (other, $"\"{key}\"") })
        {
            var replay = await app.PostAsync("/v1/transactions", sameBody, sameKey);
            Assert.Equal((201, "true"), (replay.StatusCode, replay.Header("Idempotency-Replayed")));
            Assert.Equal(first.Body, replay.Body);
        }

        Assert.Equal((600, 400), (await _fintech.BalanceAsync(source), await _fintech.BalanceAsync(destination)));
    }

    [Fact]
    public async Task The_same_key_with_another_payload_is_a_422_that_says_nothing_about_the_first()
    {
        var (source, destination) = (await _fintech.OpenWithAsync(1_000), await _fintech.OpenAsync());
        var key = _fintech.NewName();
        await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(source, destination, 400), key);
        var reused = await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(source, destination, 401), key);
        Assert.Equal((422, "idempotency-key-reused", "AM05"), (reused.StatusCode, reused.Field("code"), reused.Field("isoReason")));
        Assert.False(reused.Json.GetProperty("reverseProvisional").GetBoolean());
        Assert.Null(reused.Header("Idempotency-Replayed"));
        Assert.Equal(600, await _fintech.BalanceAsync(source));
    }

    [Fact]
    public async Task An_overdraft_is_a_stored_422_and_changes_nothing()
    {
        var (source, destination) = (await _fintech.OpenWithAsync(1_000), await _fintech.OpenAsync());
        var key = _fintech.NewName();
        var body = TransactionBench.TransferOf(source, destination, 1_001);
        var declined = await app.PostAsync("/v1/transactions", body, key);
        Assert.Equal((422, "application/problem+json"), (declined.StatusCode, declined.ContentType));
        Assert.Equal(
            ("declined", "processing", "insufficient-funds", "AM04"),
            (declined.Field("code"), declined.Field("category"), declined.Field("reasonCode"), declined.Field("isoReason")));
        Assert.True(declined.Json.GetProperty("reverseProvisional").GetBoolean());
        Assert.Equal(declined.Header("Location"), declined.Field("instance"));
        Assert.Equal((1_000, 0), (await _fintech.BalanceAsync(source), await _fintech.BalanceAsync(destination)));

        var replay = await app.PostAsync("/v1/transactions", body, key);
        Assert.Equal((422, "true"), (replay.StatusCode, replay.Header("Idempotency-Replayed")));
        Assert.Equal(declined.Body, replay.Body);
        var read = await app.GetAsync(declined.Header("Location")!);
        Assert.Equal((200, "declined", "AM04"), (read.StatusCode, read.Field("status"), read.Json.GetProperty("reason").GetProperty("isoReason").GetString()));
        Assert.True(read.Json.GetProperty("reverseProvisional").GetBoolean());
    }

    [Fact]
    public async Task Fifty_posts_at_once_with_one_key_have_one_effect()
    {
        var (source, destination) = (await _fintech.OpenWithAsync(1_000), await _fintech.OpenAsync());
        var key = _fintech.NewName();
        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ =>
            app.PostAsync("/v1/transactions", TransactionBench.TransferOf(source, destination, 400), key)));
        Assert.All(replies, reply => Assert.Equal((201, replies[0].Text), (reply.StatusCode, reply.Text)));
        Assert.Single(replies, reply => reply.Header("Idempotency-Replayed") is null);
        Assert.Equal((600, 400), (await _fintech.BalanceAsync(source), await _fintech.BalanceAsync(destination)));
    }

    [Fact]
    public async Task A_transaction_is_found_by_id_and_by_key_with_its_watermarks()
    {
        var (source, destination) = (await _fintech.OpenWithAsync(1_000), await _fintech.OpenAsync());
        var key = _fintech.NewName() + ":/%\"~";
        var posted = await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(source, destination, 400), key);
        var byId = await app.GetAsync(posted.Header("Location")!);
        var byKey = await app.GetAsync($"/v1/transactions?idempotencyKey={Uri.EscapeDataString(key)}");
        Assert.Equal((200, 200, byId.Text), (byId.StatusCode, byKey.StatusCode, byKey.Text));
        var mark = byId.Json.GetProperty("watermarks").EnumerateArray().Single(mark => mark.GetProperty("walletId").GetString() == destination.Value);
        var entry = (await app.GetAsync($"/v1/wallets/{destination}/entries")).Json.GetProperty("items")[0];
        Assert.Equal(entry.GetProperty("mirrorHash").GetString(), mark.GetProperty("mirrorHash").GetString());
        Assert.Equal(entry.GetProperty("sequence").GetInt64(), mark.GetProperty("sequence").GetInt64());
        Assert.Equal(404, (await app.GetAsync($"/v1/transactions/{TransactionId.Derive(Orders.Partner, "nobody")}")).StatusCode);
        Assert.Equal(404, (await app.GetAsync("/v1/transactions?idempotencyKey=nobody")).StatusCode);
    }

    [Fact]
    public async Task What_the_partner_gave_along_comes_back()
    {
        var wallet = await _fintech.OpenAsync();
        var eventId = await _fintech.AnnounceAsync(wallet, 700);
        var body = TransactionBench.DepositOf(wallet, 700, eventId);
        var posted = await app.PostAsync(
            "/v1/transactions", body.Insert(body.Length - 1, ",\"reference\":\"für Jürgen\",\"metadata\":{\"order\":\"4711\"}"), _fintech.NewName());
        var read = await app.GetAsync(posted.Header("Location")!);
        Assert.Equal((posted.Text, "für Jürgen", eventId), (read.Text, read.Field("reference"), read.Field("bankEventId")));
        Assert.Equal("4711", read.Json.GetProperty("metadata").GetProperty("order").GetString());
    }

    [Fact]
    public async Task A_claim_that_was_never_started_is_started_by_the_next_replay()
    {
        var (source, destination) = (await _fintech.OpenWithAsync(1_000), await _fintech.OpenAsync());
        var (key, body) = (_fintech.NewName(), TransactionBench.TransferOf(source, destination, 400));
        await ClaimAsync(key, body, TimeProvider.System.GetUtcNow());
        Assert.Equal("initiated", (await app.GetAsync($"/v1/transactions?idempotencyKey={key}")).Field("status"));
        var replay = await app.PostAsync("/v1/transactions", body, key);
        Assert.Equal((201, "true"), (replay.StatusCode, replay.Header("Idempotency-Replayed")));
        Assert.Equal(600, await _fintech.BalanceAsync(source));
    }

    [Fact]
    public async Task A_claim_that_was_never_started_is_started_by_the_sweeper()
    {
        var (source, destination) = (await _fintech.OpenWithAsync(1_000), await _fintech.OpenAsync());
        var (key, body) = (_fintech.NewName(), TransactionBench.TransferOf(source, destination, 400));
        await ClaimAsync(key, body, TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1));
        await app.Host.RunTimerAsync("SweepTransactions");
        await Fintech.UntilAsync(async () => (await app.GetAsync($"/v1/transactions?idempotencyKey={key}")).Field("status") == "settled");
        Assert.Equal(600, await _fintech.BalanceAsync(source));
    }

    [Fact]
    public async Task Facts_are_on_the_topic_as_CloudEvents_and_the_transaction_is_open_no_more()
    {
        var (source, destination) = (await _fintech.OpenWithAsync(1_000), await _fintech.OpenAsync());
        var reply = await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(source, destination, 400), _fintech.NewName());
        var id = TransactionId.Parse(reply.Field("transactionId")!);
        await UntilClosedAsync(id);

        var credited = app.Published().Single(message => message.MessageId == $"{id}.post.{destination}");
        Assert.Equal(($"demo~{destination}", "application/cloudevents+json; charset=utf-8"), (credited.SessionId, credited.ContentType));
        using var document = JsonDocument.Parse(credited.Body);
        var fact = document.RootElement;
        Assert.Equal(
            ("1.0", credited.MessageId, "wallet.credited", destination.Value),
            (Of(fact, "specversion"), Of(fact, "id"), Of(fact, "type"), Of(fact, "subject")));
        Assert.Equal((destination.Value, 1), (Of(fact.GetProperty("data"), "walletId"), fact.GetProperty("data").GetProperty("sequence").GetInt64()));
        Assert.Equal(400, fact.GetProperty("data").GetProperty("balance").GetProperty("value").GetInt64());

        static string? Of(JsonElement element, string name) => element.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Facts_of_an_answer_that_nobody_published_are_published_by_the_sweeper()
    {
        // A refusal at the door needs no orchestration; a process that dies after an answer leaves the same.
        var source = await _fintech.OpenAsync();
        var key = _fintech.NewName();
        var unknown = WalletId.Derive(Orders.Partner, "nobody", 0);
        var id = TransactionId.Derive(Orders.Partner, key);
        var body = TransactionBench.TransferOf(source, unknown, 1);
        await ClaimAsync(key, body, TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1), answered: true);
        await app.Host.RunTimerAsync("SweepTransactions");
        Assert.Contains(app.Published(), message => message.MessageId == $"{id}.declined");
        await UntilClosedAsync(id);
    }

    [Fact]
    public async Task A_retry_after_a_restart_gets_the_first_answer()
    {
        var (source, destination) = (await _fintech.OpenWithAsync(1_000), await _fintech.OpenAsync());
        var (key, body) = (_fintech.NewName(), TransactionBench.TransferOf(source, destination, 400));
        var first = await app.PostAsync("/v1/transactions", body, key);
        await app.StopAsync();
        await app.StartAsync();
        var retry = await app.PostAsync("/v1/transactions", body, key);
        Assert.Equal((201, "true"), (retry.StatusCode, retry.Header("Idempotency-Replayed")));
        Assert.Equal(first.Body, retry.Body);
        Assert.Equal((600, 400), (await _fintech.BalanceAsync(source), await _fintech.BalanceAsync(destination)));
    }

    [Fact]
    public async Task A_caller_that_waits_no_longer_gets_202_and_the_way_to_ask_again()
    {
        app.Settings["Transactions:SyncWaitMs"] = "0";
        await app.StopAsync();
        await app.StartAsync();
        try
        {
            var wallet = await _fintech.OpenAsync();
            var eventId = await _fintech.AnnounceAsync(wallet, 700);
            var reply = await app.PostAsync("/v1/transactions", TransactionBench.DepositOf(wallet, 700, eventId), _fintech.NewName());
            Assert.Equal((202, "initiated", "2"), (reply.StatusCode, reply.Field("status"), reply.Header("Retry-After")));
            Assert.False(reply.Json.GetProperty("reverseProvisional").GetBoolean());
            await Fintech.UntilAsync(async () => (await app.GetAsync(reply.Header("Location")!)).Field("status") == "settled");
        }
        finally
        {
            app.Settings.Clear();
            await app.StopAsync();
            await app.StartAsync();
        }
    }

    private Task UntilClosedAsync(TransactionId id) => Fintech.UntilAsync(async () =>
    {
        var open = await app.Service<ITransactionStore>().ListOpenAsync(Orders.Partner, RowBucket.Of(id.Value), null, 100, CancellationToken.None);
        return open.All(transaction => transaction.Id != id);
    });

    private async Task ClaimAsync(string key, string body, DateTimeOffset at, bool answered = false)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var document = JsonDocument.Parse(bytes);
        var request = TransactionRequestReader.Read(document.RootElement, new JsonFaults())!;
        var claim = new Transaction
        {
            Order = new TransactionOrder
            {
                Partner = Orders.Partner,
                Id = TransactionId.Derive(Orders.Partner, key),
                Type = request.Type,
                Amount = request.Amount,
                Source = request.Source,
                Destination = request.Destination,
                TimeZone = "UTC",
                CreatedAt = at,
            },
            IdempotencyKey = key,
            Fingerprint = JsonFingerprint.Of("POST /v1/transactions", document.RootElement),
            Request = bytes,
            TraceId = "t",
            UpdatedAt = at,
        };
        if (answered)
        {
            claim = TransactionAnswers.WithAnswer(claim with
            {
                Status = TransactionStatus.Declined,
                Refusal = Refusal.For(ReasonCatalog.UnknownDestinationWallet),
            });
        }

        Assert.NotNull(await app.Service<ITransactionStore>().ClaimAsync(claim, CancellationToken.None));
    }
}
