using System.Text.Json;
using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

public sealed class WalletStatusOverHttpTests(RunningApp app) : IClassFixture<RunningApp>
{
    private readonly Fintech _fintech = new(app);

    [Fact]
    public async Task A_status_is_set_on_the_version_that_was_read_and_the_bank_is_told()
    {
        var wallet = await _fintech.OpenAsync();
        var tag = (await app.GetAsync($"/v1/wallets/{wallet}")).Header("ETag")!;
        var suspended = await PutAsync(wallet, "suspended", tag);
        Assert.Equal((200, "suspended", "suspended", "active"), (suspended.StatusCode, suspended.Field("status"), suspended.Field("partnerStatus"), suspended.Field("bankStatus")));
        Assert.NotEqual(tag, suspended.Header("ETag"));
        Assert.Equal(suspended.Header("ETag"), (await app.GetAsync($"/v1/wallets/{wallet}")).Header("ETag"));

        // The same request again finds its change made; another one on that version is stale.
        Assert.Equal((200, suspended.Text), ((await PutAsync(wallet, "suspended", tag)).StatusCode, (await PutAsync(wallet, "suspended", tag)).Text));
        Assert.Equal((412, "stale-version"), await CodeAsync(PutAsync(wallet, "active", tag)));

        var told = await app.Bank.Calls.ReadUntilAsync(call => call.Path == $"/v1/accounts/{wallet}/status");
        Assert.Equal("suspended", JsonDocument.Parse(told.Body).RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_why()
    {
        var wallet = await _fintech.OpenWithAsync(250);
        var tag = (await app.GetAsync($"/v1/wallets/{wallet}")).Header("ETag")!;
        Assert.Equal((428, "precondition-required"), await CodeAsync(PutAsync(wallet, "blocked", null)));
        Assert.Equal((412, "stale-version"), await CodeAsync(PutAsync(wallet, "blocked", "\"999\"")));
        Assert.Equal((412, "stale-version"), await CodeAsync(PutAsync(wallet, "blocked", "*")));
        Assert.Equal((400, "invalid-request"), await CodeAsync(PutAsync(wallet, "opening", tag)));
        Assert.Equal((404, "not-found"), await CodeAsync(PutAsync(WalletId.Derive(Orders.Partner, "nobody", 0), "blocked", tag)));
        var notEmpty = await PutAsync(wallet, "closed", tag);
        Assert.Equal((409, "wallet-not-empty"), (notEmpty.StatusCode, notEmpty.Field("code")));
        Assert.Contains("posted 250, held 0 and inbound 0", notEmpty.Field("detail"), StringComparison.Ordinal);

        var other = await _fintech.OpenAsync();
        Assert.Equal(201, (await app.PostAsync("/v1/transactions", TransactionBench.TransferOf(wallet, other, 250), _fintech.NewName())).StatusCode);
        var closed = await PutAsync(wallet, "closed", tag);
        Assert.Equal((200, "closed"), (closed.StatusCode, closed.Field("status")));
        Assert.Equal((409, "illegal-status-change"), await CodeAsync(PutAsync(wallet, "active", closed.Header("ETag"))));
    }

    [Fact]
    public async Task The_banks_block_and_unblock_come_over_the_queue_and_are_told_to_the_partner_alone()
    {
        var wallet = await _fintech.OpenAsync();
        await SendAsync(wallet, "wallet.blocked", 1);
        await UntilStatusAsync(wallet, "blocked");
        await SendAsync(wallet, "wallet.unblocked", 3);
        await UntilStatusAsync(wallet, "active");

        // What was overtaken on its way is kept and changes nothing.
        var late = await SendAsync(wallet, "wallet.blocked", 2);
        await Fintech.UntilAsync(async () => (await _fintech.FindEventAsync(late))?.Effect == BankEventEffect.Outdated);
        Assert.Equal("active", (await app.GetAsync($"/v1/wallets/{wallet}")).Field("status"));
        await Fintech.UntilAsync(() => Task.FromResult(Told(wallet).Count >= 2));
        Assert.Equal(["blocked", "active"], Told(wallet));
    }

    [Fact]
    public async Task The_partner_and_the_bank_at_once_each_change_their_own()
    {
        for (var round = 0; round < 3; round++)
        {
            var wallet = await _fintech.OpenAsync();
            var sending = SendAsync(wallet, "wallet.blocked", 1);
            Reply reply;
            do
            {
                reply = await PutAsync(wallet, "suspended", (await app.GetAsync($"/v1/wallets/{wallet}")).Header("ETag"));
            }
            while (reply.StatusCode == 412);

            await sending;
            await UntilStatusAsync(wallet, "blocked");
            var stands = await app.GetAsync($"/v1/wallets/{wallet}");
            Assert.Equal(("suspended", "blocked"), (stands.Field("partnerStatus"), stands.Field("bankStatus")));
        }
    }

    private async Task<string> SendAsync(WalletId wallet, string type, int version)
    {
        var eventId = _fintech.NewName();
        await using var bank = new SandboxBank(app.Host.ServiceBus, TimeProvider.System);
        await bank.SendAsync(
            eventId,
            $$"""{"eventId":"{{eventId}}","type":"{{type}}","partnerId":"demo","walletId":"{{wallet}}","version":{{version}},"occurredAt":"2026-01-31T12:00:00Z"}""",
            CancellationToken.None);
        return eventId;
    }

    private Task UntilStatusAsync(WalletId wallet, string status) =>
        Fintech.UntilAsync(async () => (await app.GetAsync($"/v1/wallets/{wallet}")).Field("status") == status);

    private IReadOnlyList<string> Told(WalletId wallet) =>
    [
        .. app.Published()
            .Where(message => message.Subject == "wallet.status-changed")
            .Select(message => JsonDocument.Parse(message.Body.ToString()).RootElement)
            .Where(told => told.GetProperty("subject").GetString() == wallet.Value)
            .Select(told => told.GetProperty("data").GetProperty("bankStatus").GetString()!),
    ];

    private Task<Reply> PutAsync(WalletId wallet, string status, string? tag) => app.SendAsync(
        HttpMethod.Put, $"/v1/wallets/{wallet}/status", RunningApp.Json($$"""{"status":"{{status}}","reason":"r"}"""), tag is null ? [] : [("If-Match", tag)]);

    private static async Task<(int, string?)> CodeAsync(Task<Reply> asked) => (await asked) is { } reply ? (reply.StatusCode, reply.Field("code")) : default;
}
