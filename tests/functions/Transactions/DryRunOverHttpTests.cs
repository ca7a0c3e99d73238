using System.Text.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Tests.Functions.Running;
using WalletFunctions.Tests.Shared.Partners;
using WalletFunctions.Tests.Shared.Policy;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions;

public sealed class DryRunOverHttpTests(RunningApp app) : IClassFixture<RunningApp>
{
    private readonly Fintech _fintech = new(app);

    [Fact]
    public async Task Every_type_is_tried_with_its_projected_balances_and_leaves_no_trace()
    {
        var (source, destination) = (await _fintech.OpenWithAsync(1_000), await _fintech.OpenAsync());
        var announced = await _fintech.AnnounceAsync(destination, 70);
        await app.QuietAsync();
        var before = await app.RowsAsync();
        foreach (var (body, from, to) in new[]
        {
            (TransactionBench.TransferOf(source, destination, 100), 900L, 100L),
            ($$$"""{"type":"payment","amount":{"value":100,"currency":"USD"},"fee":{"value":7,"currency":"USD"},"sourceWalletId":"{{{source}}}","destinationWalletId":"{{{destination}}}"}""", 893, 100),
            (TransactionBench.DepositOf(destination, 70, announced), -1, 70),
            (TransactionBench.DepositOf(destination, 55, null), -1, 55),
            (TransactionBench.WithdrawalOf(source, 30), 970, -1),
            ($$$"""{"type":"fee","amount":{"value":9,"currency":"USD"},"sourceWalletId":"{{{source}}}"}""", 991, -1),
        })
        {
            var tried = await TryAsync(body);
            Assert.Equal((200, "approve"), (tried.StatusCode, tried.Field("decision")));
            Assert.False(tried.Json.TryGetProperty("reason", out _));
            Assert.Equal(from, Projected(tried, source));
            Assert.Equal(to, Projected(tried, destination));
        }

        Assert.Equal(before, await app.RowsAsync());
    }

    [Fact]
    public async Task What_was_tried_is_what_happens_then()
    {
        var (source, destination) = (await OpenBasicAsync(), await _fintech.OpenAsync());
        await _fintech.AnnounceAsync(source, 150_000);
        var funds = await app.PostAsync("/v1/transactions", TransactionBench.DepositOf(source, 150_000, await _fintech.AnnounceAsync(source, 150_000)), _fintech.NewName());
        Assert.True(funds.StatusCode == 201, funds.Text);
        var body = TransactionBench.TransferOf(source, destination, 60_000);

        // A customer of tier basic: 1,000.00 a transaction, 2,000.00 a day by this wallet, 3,000.00 by all its wallets.
        foreach (var (left, customerLeft, after) in new[] { (200_000L, 300_000L, 140_000L), (140_000, 240_000, 80_000) })
        {
            var tried = await TryAsync(body);
            Assert.Equal("approve", tried.Field("decision"));
            Assert.Equal((100_000, 100_000), Limit(tried, source, "wallet", "debit", "transaction-amount"));
            Assert.Equal((left, after), Limit(tried, source, "wallet", "debit", "day-sum"));
            Assert.Equal((customerLeft, customerLeft - 60_000), Limit(tried, source, "customer", "debit", "day-sum"));
            var done = await app.PostAsync("/v1/transactions", body, _fintech.NewName());
            Assert.Equal(201, done.StatusCode);
            Assert.Equal(await _fintech.BalanceAsync(source), Projected(tried, source));
            Assert.Equal(await _fintech.BalanceAsync(destination), Projected(tried, destination));
        }
    }

    [Fact]
    public async Task Declines_name_the_reason_that_the_request_would_get()
    {
        var (source, destination) = (await _fintech.OpenWithAsync(100), await _fintech.OpenAsync());
        var basic = await OpenBasicAsync();
        var unknown = WalletId.Derive(Orders.Partner, "nobody", 0);
        await app.QuietAsync();
        var before = await app.RowsAsync();
        foreach (var (body, reason) in new[]
        {
            (TransactionBench.TransferOf(source, destination, 101), "insufficient-funds"),
            (TransactionBench.TransferOf(unknown, destination, 1), "unknown-source-wallet"),
            (TransactionBench.TransferOf(source, unknown, 1), "unknown-destination-wallet"),
            (TransactionBench.TransferOf(source, destination, 1, "EUR"), "currency-mismatch"),
            (TransactionBench.DepositOf(destination, 5, "none-such"), "bank-event-unknown"),
            (TransactionBench.WithdrawalOf(basic, 5), "kyc-tier-too-low"),
            (TransactionBench.DepositOf(basic, 500_001, null), "above-transaction-limit"),
        })
        {
            var tried = await TryAsync(body);
            Assert.True(tried.StatusCode == 200, tried.Text);
            Assert.Equal(("decline", reason), (tried.Field("decision"), tried.Json.GetProperty("reason").GetProperty("reasonCode").GetString()));
            Assert.All(tried.Json.GetProperty("wallets").EnumerateArray(), wallet => Assert.False(wallet.TryGetProperty("projectedBalance", out _)));
            Assert.DoesNotContain(unknown.Value, tried.Json.GetProperty("wallets").ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(before, await app.RowsAsync());
        foreach (var (body, reason) in new[] { (TransactionBench.TransferOf(source, destination, 101), "insufficient-funds"), (TransactionBench.WithdrawalOf(basic, 5), "kyc-tier-too-low") })
        {
            Assert.Equal(reason, (await app.PostAsync("/v1/transactions", body, _fintech.NewName())).Field("reasonCode"));
        }
    }

    [Fact]
    public async Task Between_two_ledger_partitions_both_ends_are_tried()
    {
        var partner = InMemoryPartnerStore.Partner("spread", 8);
        await app.Service<IPartnerStore>().TryAddAsync(partner, CancellationToken.None);
        await InMemoryPolicyStore.OpenAsync(app.Service<IPolicyStore>(), partner.Id);
        var wallets = new List<WalletId>();
        while (wallets.Select(wallet => wallet.PartitionNumber).Distinct().Count() < 2)
        {
            var opened = await app.SendAsync(HttpMethod.Post, "/v1/wallets", RunningApp.Json(Fintech.WalletOf(_fintech.NewName())), ("X-Partner", "spread"));
            wallets.Add(WalletId.Parse(opened.Field("walletId")!));
        }

        var (source, destination) = (wallets[0], wallets[^1]);
        var tried = await app.SendAsync(
            HttpMethod.Post, "/v1/transactions?dryRun=true", RunningApp.Json(TransactionBench.TransferOf(source, destination, 5)), ("X-Partner", "spread"));
        Assert.Equal("insufficient-funds", tried.Json.GetProperty("reason").GetProperty("reasonCode").GetString());
        Assert.Equal(2, tried.Json.GetProperty("wallets").GetArrayLength());
    }

    [Fact]
    public async Task Fraud_is_told_without_its_detail_and_a_review_is_told_as_one()
    {
        const string path = "/v1/partners/demo/risk-rules";
        var (source, destination) = (await _fintech.OpenWithAsync(1_000), await _fintech.OpenAsync());
        var rules = await app.AsAliceAsync(HttpMethod.Get, path);
        var set = await app.AsAliceAsync(HttpMethod.Put, path, """
            {"rules":[{"rule":"amount-threshold","fromMinor":500,"effect":{"score":100,"atLeast":"decline"}},
            {"rule":"amount-threshold","fromMinor":400,"effect":{"score":50,"atLeast":"review"}}]}
            """, ("If-Match", rules.Header("ETag")!));
        Assert.Equal(200, set.StatusCode);
        await app.QuietAsync();
        var before = await app.RowsAsync();
        var declined = await TryAsync(TransactionBench.TransferOf(source, destination, 500));
        Assert.Equal("fraud-suspected", declined.Json.GetProperty("reason").GetProperty("reasonCode").GetString());
        Assert.DoesNotContain("amount-threshold", declined.Text, StringComparison.Ordinal);
        var reviewed = await TryAsync(TransactionBench.TransferOf(source, destination, 400));
        Assert.Equal(("review", 600L), (reviewed.Field("decision"), Projected(reviewed, source)));
        Assert.Equal("insufficient-funds", (await TryAsync(TransactionBench.TransferOf(destination, source, 450))).Json.GetProperty("reason").GetProperty("reasonCode").GetString());
        Assert.Equal(before, await app.RowsAsync());
        Assert.Equal(200, (await app.AsAliceAsync(HttpMethod.Put, path, """{"rules":[]}""", ("If-Match", set.Header("ETag")!))).StatusCode);
    }

    [Fact]
    public async Task A_key_is_ignored_and_stays_unused()
    {
        var (source, destination) = (await _fintech.OpenWithAsync(100), await _fintech.OpenAsync());
        var key = _fintech.NewName();
        foreach (var given in new[] { key, "not a key" })
        {
            Assert.Equal(200, (await app.PostAsync("/v1/transactions?dryRun=true", TransactionBench.TransferOf(source, destination, 10), given)).StatusCode);
        }

        Assert.Equal(404, (await app.GetAsync($"/v1/transactions?idempotencyKey={key}")).StatusCode);
        Assert.Equal(201, (await app.PostAsync("/v1/transactions?dryRun=false", TransactionBench.TransferOf(source, destination, 20), key)).StatusCode);
    }

    [Theory]
    [InlineData("dryRun=yes", "dryRun")]
    [InlineData("dryRun=true&dryRun=true", "dryRun")]
    [InlineData("dryrun2=true", "dryrun2,Idempotency-Key")]
    public async Task What_is_not_well_formed_is_a_400(string query, string fields)
    {
        var reply = await app.PostAsync($"/v1/transactions?{query}", TransactionBench.TransferOf(Orders.Alice, Orders.Bob, 1), query.StartsWith("dryRun=yes", StringComparison.Ordinal) || query.Contains('&', StringComparison.Ordinal) ? "k" : null);
        Assert.Equal(400, reply.StatusCode);
        Assert.Equal(fields, string.Join(',', reply.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString())));
    }

    private Task<Reply> TryAsync(string body) => app.PostAsync("/v1/transactions?dryRun=true", body);

    private async Task<WalletId> OpenBasicAsync()
    {
        var opened = await app.PostAsync("/v1/wallets", Fintech.WalletOf(_fintech.NewName(), tier: "basic"));
        return WalletId.Parse(opened.Field("walletId")!);
    }

    private static long Projected(Reply tried, WalletId wallet) =>
        Find(tried, wallet) is { } found ? found.GetProperty("projectedBalance").GetProperty("posted").GetProperty("value").GetInt64() : -1;

    private static (long Left, long After) Limit(Reply tried, WalletId wallet, string scope, string direction, string kind)
    {
        var limit = Find(tried, wallet)!.Value.GetProperty("limits").EnumerateArray().Single(limit =>
            (limit.GetProperty("scope").GetString(), limit.GetProperty("direction").GetString(), limit.GetProperty("kind").GetString()) == (scope, direction, kind));
        return (limit.GetProperty("left").GetInt64(), limit.GetProperty("leftAfter").GetInt64());
    }

    private static JsonElement? Find(Reply tried, WalletId wallet)
    {
        foreach (var item in tried.Json.GetProperty("wallets").EnumerateArray())
        {
            if (item.GetProperty("walletId").GetString() == wallet.Value)
            {
                return item;
            }
        }

        return null;
    }
}
