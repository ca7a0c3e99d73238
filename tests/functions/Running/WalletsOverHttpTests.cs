using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Shared.Wallets.Customers;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Wallets.Opening;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

public sealed class WalletsOverHttpTests(RunningApp app) : IClassFixture<RunningApp>
{
    private readonly Fintech _fintech = new(app);

    [Fact]
    public async Task A_wallet_is_opened_once_and_read_by_either_id()
    {
        var externalId = _fintech.NewName();
        var opened = await app.PostAsync("/v1/wallets", Fintech.WalletOf(externalId));
        Assert.Equal(201, opened.StatusCode);
        Assert.Equal(
            [
                "walletId", "externalWalletId", "type", "currency", "status", "partnerStatus", "bankStatus", "balance", "sequence", "createdAt",
            ],
            opened.Json.EnumerateObject().Select(field => field.Name));
        Assert.Equal("active", opened.Json.GetProperty("status").GetString());
        var path = opened.Header("Location")!;
        Assert.Equal($"/v1/wallets/{opened.Json.GetProperty("walletId").GetString()}", path);

        foreach (var reply in new[]
        {
            await app.PostAsync("/v1/wallets", Fintech.WalletOf(externalId)),
            await app.GetAsync(path),
            await app.GetAsync($"/v1/wallets?externalWalletId={externalId}"),
        })
        {
            Assert.Equal((200, opened.Text), (reply.StatusCode, reply.Text));
            Assert.Equal(opened.Header("ETag"), reply.Header("ETag"));
        }
    }

    [Fact]
    public async Task Another_payload_for_an_external_id_is_a_409()
    {
        var externalId = _fintech.NewName();
        await app.PostAsync("/v1/wallets", Fintech.WalletOf(externalId));
        foreach (var other in new[] { Fintech.WalletOf(externalId, "EUR"), Fintech.WalletOf(externalId, tier: "basic") })
        {
            var reply = await app.PostAsync("/v1/wallets", other);
            Assert.Equal((409, "external-wallet-id-reused"), (reply.StatusCode, reply.Json.GetProperty("code").GetString()));
        }
    }

    [Fact]
    public async Task Fifty_requests_at_once_open_one_wallet()
    {
        var externalId = _fintech.NewName();
        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => app.PostAsync("/v1/wallets", Fintech.WalletOf(externalId))));
        Assert.Single(replies, reply => reply.StatusCode == 201);
        Assert.All(replies, reply => Assert.Contains(reply.StatusCode, new[] { 200, 201 }));
        Assert.Single(replies.Select(reply => reply.Text).Distinct());
    }

    [Fact]
    public async Task A_wallet_whose_opening_was_cut_short_is_mended_by_the_next_request()
    {
        // The process died after the registration, before the ledger: this is what that leaves.
        var externalId = _fintech.NewName();
        var body = Fintech.WalletOf(externalId);
        using var document = JsonDocument.Parse(body);
        var request = WalletRequestReader.Read(document.RootElement, new JsonFaults())!;
        var registration = new WalletRegistration
        {
            Partner = Orders.Partner,
            Wallet = WalletId.Derive(Orders.Partner, externalId, 0),
            Request = request with { Customer = request.Customer!.WithoutPerson() },
            Fingerprint = JsonFingerprint.Of("POST /v1/wallets", document.RootElement),
            RegisteredAt = Orders.Now,
        };
        Assert.True(await app.Service<ICustomerStore>().TryAddAsync(CustomerRules.FirstSeen(Orders.Partner, request.Customer, Orders.Now), CancellationToken.None));
        Assert.True(await app.Service<IWalletRegistry>().TryAddAsync(registration, CancellationToken.None));
        Assert.Equal(404, (await app.GetAsync($"/v1/wallets?externalWalletId={externalId}")).StatusCode);

        var mended = await app.PostAsync("/v1/wallets", body);
        Assert.Equal((200, registration.Wallet.Value), (mended.StatusCode, mended.Json.GetProperty("walletId").GetString()));
        Assert.Equal("active", mended.Field("status"));
        Assert.Equal(200, (await app.PostAsync("/v1/wallets", body)).StatusCode);
    }

    [Fact]
    public async Task Unknown_wallets_are_a_404()
    {
        var unknown = WalletId.Derive(Orders.Partner, "nobody", 0);
        foreach (var path in new[] { $"/v1/wallets/{unknown}", $"/v1/wallets/{unknown}/entries", "/v1/wallets?externalWalletId=nobody" })
        {
            Assert.Equal(404, (await app.GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task Entries_come_newest_first_page_by_page()
    {
        var source = await _fintech.OpenWithAsync(1_000);
        var destination = await _fintech.OpenAsync();
        for (var number = 0; number < 4; number++)
        {
            await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(source, destination, 10), _fintech.NewName());
        }

        var sequences = new List<long>();
        string? cursor = null;
        do
        {
            var page = await app.GetAsync($"/v1/wallets/{source}/entries?limit=2{(cursor is null ? string.Empty : $"&cursor={cursor}")}");
            Assert.Equal(200, page.StatusCode);
            sequences.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("sequence").GetInt64()));
            cursor = page.Json.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal([5, 4, 3, 2, 1], sequences);
        Assert.Equal(5, (await app.GetAsync($"/v1/wallets/{source}/entries")).Json.GetProperty("items").GetArrayLength());
    }
}
