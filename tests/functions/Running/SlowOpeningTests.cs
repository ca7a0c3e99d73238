using System.Text.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Tests.Functions.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

/// <summary>Wallets whose bank refuses, waits, or is away, with callers who do not wait long.</summary>
public sealed class SlowOpeningTests(RunningApp app) : IClassFixture<RunningApp>, IAsyncLifetime
{
    private readonly Fintech _fintech = new(app);

    public async Task InitializeAsync()
    {
        if (app.Settings.TryAdd("Transactions:SyncWaitMs", "1500"))
        {
            await app.StopAsync();
            await app.StartAsync();
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_wallet_that_the_bank_rejects_is_closed_and_every_replay_says_so()
    {
        var externalId = _fintech.NewName();
        var request = WalletOf(externalId, $"{externalId}:bank-decline");
        var first = await app.PostAsync("/v1/wallets", request);
        await Fintech.UntilAsync(async () => first.StatusCode != 202 || (first = await app.PostAsync("/v1/wallets", request)).StatusCode != 202);
        foreach (var reply in new[] { first, await app.PostAsync("/v1/wallets", request) })
        {
            Assert.Equal((422, "wallet-rejected", false), (reply.StatusCode, reply.Field("code"), reply.Json.GetProperty("reverseProvisional").GetBoolean()));
        }

        var wallet = await app.GetAsync($"/v1/wallets?externalWalletId={externalId}");
        Assert.Equal(("closed", "active", "closed", "wallet-rejected"), (wallet.Field("status"), wallet.Field("partnerStatus"), wallet.Field("bankStatus"), wallet.Field("reasonCode")));
        Assert.Equal(409, (await app.PostAsync("/v1/wallets", WalletOf(externalId, externalId))).StatusCode);
    }

    [Fact]
    public async Task While_the_bank_is_away_the_wallet_is_opening_and_nothing_moves_it_until_the_bank_is_back()
    {
        var externalId = _fintech.NewName();
        var request = WalletOf(externalId, externalId);
        app.Bank.IsDown = true;
        var opening = await app.PostAsync("/v1/wallets", request);
        Assert.Equal((202, "opening"), (opening.StatusCode, opening.Field("status")));
        var wallet = WalletId.Parse(opening.Field("walletId")!);
        Assert.Equal(opening.Field("createdAt"), (await app.GetAsync(opening.Header("Location")!)).Field("createdAt"));
        app.Bank.IsDown = false;

        await Fintech.UntilAsync(async () => (await app.PostAsync("/v1/wallets", request)).StatusCode == 200);
        Assert.Equal("active", (await app.GetAsync($"/v1/wallets/{wallet}")).Field("status"));
        await Fintech.UntilAsync(() => Task.FromResult(app.Published().Any(message => message.Subject == "wallet.opened" && IsAbout(message.Body.ToString(), wallet))));
    }

    [Fact]
    public async Task A_deposit_into_a_wallet_that_is_opening_is_declined()
    {
        var externalId = _fintech.NewName();
        app.Bank.IsDown = true;
        var opening = await app.PostAsync("/v1/wallets", WalletOf(externalId, externalId));
        var wallet = WalletId.Parse(opening.Field("walletId")!);
        var eventId = await _fintech.AnnounceAsync(wallet, 100);
        var declined = await app.PostAsync("/v1/transactions", TransactionBench.DepositOf(wallet, 100, eventId), _fintech.NewName());
        app.Bank.IsDown = false;
        Assert.Equal((422, "wallet-not-open"), (declined.StatusCode, declined.Field("reasonCode")));
    }

    private static bool IsAbout(string body, WalletId wallet) => JsonDocument.Parse(body).RootElement.GetProperty("subject").GetString() == wallet.Value;

    private static string WalletOf(string externalId, string customer) =>
        $$$"""{"externalWalletId":"{{{externalId}}}","type":"customer","currency":"USD","customer":{"customerId":"{{{customer}}}","kycTier":"full"}}""";
}
