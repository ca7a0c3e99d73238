using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Wallets.Customers;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

public sealed class CustomersOverHttpTests(RunningApp app) : IClassFixture<RunningApp>
{
    private readonly Fintech _fintech = new(app);

    [Fact]
    public async Task A_customer_is_read_and_described_and_the_tier_is_not_the_partners()
    {
        var (customer, _) = await OpenAsync();
        var path = $"/v1/customers/{customer}";
        var known = await app.GetAsync(path);
        Assert.Equal((200, "full", "\"1\""), (known.StatusCode, known.Json.GetProperty("kyc").GetProperty("effectiveTier").GetString(), known.Header("ETag")));

        const string Body = """{"name":"Maria","birthDate":"1990-02-28","country":"BR","consents":{"terms":"3"}}""";
        var described = await PutAsync(path, Body, "\"1\"");
        Assert.Equal((200, "Maria", "\"2\""), (described.StatusCode, described.Field("name"), described.Header("ETag")));
        Assert.Equal("3", described.Json.GetProperty("consents").GetProperty("terms").GetString());
        Assert.Equal(described.Text, (await app.GetAsync(path)).Text);
        Assert.Equal((200, described.Text), ((await PutAsync(path, Body, "\"1\"")).StatusCode, (await PutAsync(path, Body, "\"1\"")).Text));

        Assert.Equal(412, (await PutAsync(path, "{}", "\"1\"")).StatusCode);
        Assert.Equal(428, (await PutAsync(path, "{}", null)).StatusCode);
        Assert.Equal(404, (await PutAsync("/v1/customers/nobody", "{}", "\"1\"")).StatusCode);
        Assert.Equal(404, (await app.GetAsync("/v1/customers/nobody")).StatusCode);
        var refused = await PutAsync(path, """{"kycTier":"plus"}""", "\"2\"");
        Assert.Equal((400, "kycTier"), (refused.StatusCode, refused.Json.GetProperty("errors")[0].GetProperty("field").GetString()));
    }

    [Fact]
    public async Task The_banks_word_on_the_customer_moves_the_limits_of_every_wallet()
    {
        var (customer, source) = await OpenAsync();
        var destination = await _fintech.OpenAsync();
        var deposit = await app.PostAsync(
            "/v1/transactions", TransactionBench.DepositOf(source, 300_000, await _fintech.AnnounceAsync(source, 300_000)), _fintech.NewName());
        Assert.Equal(201, deposit.StatusCode);

        await TellAsync(customer, "basic", 1);
        await Fintech.UntilAsync(async () => (await app.GetAsync($"/v1/customers/{customer}")).Json.GetProperty("kyc").GetProperty("tier").GetString() == "basic");
        await Fintech.UntilAsync(async () =>
        {
            var refused = await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(source, destination, 150_000), _fintech.NewName());
            return refused.StatusCode == 422 && refused.Field("reasonCode") == "above-transaction-limit";
        });

        // A second wallet has to agree with what the bank says by now.
        var other = await app.PostAsync("/v1/wallets", WalletOf(_fintech.NewName(), customer, "full"));
        Assert.Equal((422, "customer-mismatch"), (other.StatusCode, other.Field("code")));
        Assert.Equal(201, (await app.PostAsync("/v1/wallets", WalletOf(_fintech.NewName(), customer, "basic"))).StatusCode);
    }

    [Fact]
    public async Task A_check_that_ran_out_gives_the_lowest_tier_and_is_taken_off_the_list_by_the_timer()
    {
        var (customer, _) = await OpenAsync();
        await TellAsync(customer, "full", 1, ",\"expiresOn\":\"2020-01-31\"");
        await Fintech.UntilAsync(async () => Effective(await app.GetAsync($"/v1/customers/{customer}")) == "basic");
        await app.Host.RunTimerAsync("ExpireCustomerChecks");
        await app.Host.RunTimerAsync("SweepWallets");
        var id = CustomerId.Parse(customer);
        Assert.Empty(await app.Service<ICustomerStore>().ListExpiredAsync(
            Orders.Partner, RowBucket.Of(id.ToKey()), new DateOnly(2026, 1, 31), 10, CancellationToken.None));
    }

    private static string? Effective(Reply customer) => customer.Json.GetProperty("kyc").GetProperty("effectiveTier").GetString();

    private static string WalletOf(string externalId, string customer, string tier) =>
        $$$"""{"externalWalletId":"{{{externalId}}}","type":"customer","currency":"USD","customer":{"customerId":"{{{customer}}}","kycTier":"{{{tier}}}","name":"José"}}""";

    private async Task<(string Customer, WalletId Wallet)> OpenAsync()
    {
        var customer = _fintech.NewName();
        var opened = await app.PostAsync("/v1/wallets", WalletOf(_fintech.NewName(), customer, "full"));
        Assert.Equal(201, opened.StatusCode);
        return (customer, WalletId.Parse(opened.Field("walletId")!));
    }

    private async Task TellAsync(string customer, string tier, int version, string more = "")
    {
        var eventId = _fintech.NewName();
        await using var bank = new SandboxBank(app.Host.ServiceBus, TimeProvider.System);
        await bank.SendAsync(
            eventId,
            $$"""{"eventId":"{{eventId}}","type":"customer.kyc-changed","partnerId":"demo","customerId":"{{customer}}","version":{{version}},"kyc":KYC,"occurredAt":"2026-01-31T12:00:00Z"}"""
                .Replace("KYC", $$"""{"tier":"{{tier}}","status":"verified"MORE}""".Replace("MORE", more, StringComparison.Ordinal), StringComparison.Ordinal),
            CancellationToken.None);
    }

    private Task<Reply> PutAsync(string path, string body, string? tag) =>
        app.SendAsync(HttpMethod.Put, path, RunningApp.Json(body), tag is null ? [] : [("If-Match", tag)]);
}
