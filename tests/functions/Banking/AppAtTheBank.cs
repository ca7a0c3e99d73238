using System.Text.Json;
using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Tests.Functions.Running;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Banking;

/// <summary>The app with a bank that is asked as patiently as a busy machine needs; and what tests do with both.</summary>
public sealed class AppAtTheBank : IAsyncLifetime
{
    internal const long Funds = 5_000;
    internal const long Amount = 1_250;

    internal RunningApp App { get; } = new();

    /// <summary>Whether a bank that does not answer is given up on soon enough for a test: then an answer that comes late on a busy machine may count as none.</summary>
    internal bool GivesUpSoon { get; init; }

    internal static string NewName() => Guid.NewGuid().ToString("N");

    public Task InitializeAsync()
    {
        App.Settings["Bank:RetryDelayMs"] = "10";
        if (GivesUpSoon)
        {
            App.Settings["Bank:AttemptDeadlineMs"] = "1500";
            App.Settings["Bank:TotalDeadlineMs"] = "2000";
        }

        App.Settings["Bank:BreakerMinimumCalls"] = "1000";
        return App.InitializeAsync();
    }

    public Task DisposeAsync() => App.DisposeAsync();

    internal static long Minor(JsonElement balance, string name) => balance.GetProperty(name).GetProperty("value").GetInt64();

    internal static string IdOf(Reply reply) =>
        reply.Json.TryGetProperty("transactionId", out var id) ? id.GetString()! : throw new InvalidOperationException(reply.Text);

    internal async Task<Reply> WithdrawAsync(WalletId wallet, string script) => await App.PostAsync(
        "/v1/transactions",
        $$$"""
        {"type":"withdrawal","amount":{"value":{{{Amount}}},"currency":"USD"},"sourceWalletId":"{{{wallet}}}","reference":"rent {{{script}}}",
         "beneficiary":{"name":"Anna Receiver","account":"GB33BUKB20201555555555","country":"GB"}}
        """,
        NewName());

    // The bank says so by an event of its own.
    internal async Task TellAsync(string type, string reference, WalletId wallet)
    {
        await using var bank = new SandboxBank(App.Host.ServiceBus, TimeProvider.System);
        var eventId = NewName();
        await bank.SendAsync(
            eventId,
            $$$"""
            {"eventId":"{{{eventId}}}","type":"{{{type}}}","partnerId":"demo","walletId":"{{{wallet}}}","amount":{"value":{{{Amount}}},"currency":"USD"},
             "instructionReference":"{{{reference}}}","occurredAt":"2026-01-31T12:00:00Z"}
            """,
            CancellationToken.None);
    }

    internal async Task<IReadOnlyList<JsonElement>> BreaksAsync() =>
        [.. (await App.SendAsync(HttpMethod.Get, "/v1/breaks?limit=200", null, ("X-Operator-Key", "local-operator-alice"))).Json.GetProperty("items").EnumerateArray()];

    internal async Task<IReadOnlyList<JsonElement>> BreaksOfAsync(string transaction) =>
        [.. (await BreaksAsync()).Where(item => item.TryGetProperty("transactionId", out var id) && id.GetString() == transaction)];

    internal async Task<JsonElement> BreakOfAsync(string transaction)
    {
        await Fintech.UntilAsync(async () => (await BreaksOfAsync(transaction)).Count > 0);
        return Assert.Single(await BreaksOfAsync(transaction));
    }

    // Every message of the bank was taken, and what it brought about is done.
    internal async Task AwaitQuietAsync() => await Fintech.UntilAsync(() => Task.FromResult(App.Host.PeekMessages("bank-events").Count == 0));

    internal Task<Reply> ShowAsync(Reply reply) => App.GetAsync($"/v1/transactions/{IdOf(reply)}");

    internal Task AwaitAsync(Reply reply, string status) => Fintech.UntilAsync(async () =>
    {
        var shown = (await ShowAsync(reply)).Field("status");
        Assert.True(shown == status || shown is "initiated" or "processed", $"{shown} instead of {status}");
        return shown == status;
    });

    /// <summary>The status that a withdrawal ends with.</summary>
    internal async Task<string> EndOfAsync(Reply reply)
    {
        var status = string.Empty;
        await Fintech.UntilAsync(async () =>
        {
            status = (await ShowAsync(reply)).Field("status")!;
            return status is not ("initiated" or "processed");
        });
        return status;
    }

    internal async Task AssertPaidAsync(WalletId wallet, Reply reply, long settlementBefore)
    {
        var view = (await App.Service<ILedgerReader>().FindWalletAsync(Orders.Partner, wallet, CancellationToken.None))!;
        Assert.Equal((Funds - Amount, 0), (view.Posted.Minor, view.Held.Minor));
        Assert.Equal(1, App.Bank.TimesMoved(IdOf(reply)));
        Assert.Equal(settlementBefore + Amount, await SettlementAsync());
    }

    internal async Task AssertFreeAsync(WalletId wallet)
    {
        var view = (await App.Service<ILedgerReader>().FindWalletAsync(Orders.Partner, wallet, CancellationToken.None))!;
        Assert.Equal((Funds, 0), (view.Posted.Minor, view.Held.Minor));
    }

    /// <summary>The ledger adds up, entry by entry.</summary>
    internal async Task AssertProvenAsync()
    {
        var report = await App.Service<LedgerVerifier>().VerifyAsync(new ProofScope.Whole(Orders.Partner, 1), watermarks: null, progress: null, CancellationToken.None);
        Assert.True(report.IsClean, string.Join("; ", report.Findings));
    }

    internal Task<long> SettlementAsync() => SystemAsync(WalletType.Settlement);

    internal async Task<long> SystemAsync(WalletType type) =>
        (await App.Service<ILedgerReader>().ListSystemWalletsAsync(Orders.Partner, 1, CancellationToken.None))
            .Where(balance => balance.Type == type).Sum(balance => balance.Posted.Minor);
}
