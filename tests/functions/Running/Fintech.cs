using WalletFunctions.Local.Sandbox.Bank;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

/// <summary>What tests do over HTTP again and again.</summary>
internal sealed class Fintech(RunningApp app)
{
    private readonly string _name = Guid.NewGuid().ToString("N");
    private int _count;

    /// <summary>A key or an id that nobody has used.</summary>
    public string NewName() => $"{_name}-{++_count}";

    public static string WalletOf(string externalId, string currency = "USD", string tier = "full") =>
        $$$"""{"externalWalletId":"{{{externalId}}}","type":"customer","currency":"{{{currency}}}","customer":{"customerId":"c-{{{externalId}}}","kycTier":"{{{tier}}}"}}""";

    /// <summary>Opens a wallet, and waits until the bank has confirmed it.</summary>
    public async Task<WalletId> OpenAsync(string currency = "USD")
    {
        var request = WalletOf(NewName(), currency);
        var reply = await app.PostAsync("/v1/wallets", request);
        await UntilAsync(async () => reply.StatusCode != 202 || (reply = await app.PostAsync("/v1/wallets", request)).StatusCode != 202);
        Assert.True(reply.StatusCode is 200 or 201, reply.Text);
        return WalletId.Parse(reply.Json.GetProperty("walletId").GetString()!);
    }

    public async Task<WalletId> OpenWithAsync(long minor)
    {
        var wallet = await OpenAsync();
        var deposit = await PostAsync(TransactionBench.DepositOf(wallet, minor, await AnnounceAsync(wallet, minor)));
        Assert.True(deposit.StatusCode == 201, deposit.Text);
        return wallet;
    }

    /// <summary>Sends a transaction, and sends it again until its outcome is known.</summary>
    public async Task<Reply> PostAsync(string body)
    {
        var key = NewName();
        Reply reply = null!;
        await UntilAsync(async () => (reply = await app.PostAsync("/v1/transactions", body, key)).StatusCode != 202);
        return reply;
    }

    /// <summary>Lets the bank announce a deposit, and waits until the app has the event.</summary>
    public async Task<string> AnnounceAsync(WalletId wallet, long minor)
    {
        await using var bank = new SandboxBank(app.Host.ServiceBus, TimeProvider.System);
        var eventId = await bank.ReceiveDepositAsync(Orders.Partner, wallet, new Money(minor, Currency.Parse("USD")), "r", CancellationToken.None);
        await UntilAsync(async () => await FindEventAsync(eventId) is not null);
        return eventId;
    }

    public async Task<BankEvent?> FindEventAsync(string eventId) =>
        (await app.Service<IBankEventStore>().FindAsync(Orders.Partner, BankEventKey.Derive(Orders.Partner, eventId), CancellationToken.None))?.Value;

    public async Task<long> BalanceAsync(WalletId wallet) =>
        (await app.GetAsync($"/v1/wallets/{wallet}")).Json.GetProperty("balance").GetProperty("posted").GetProperty("value").GetInt64();

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TestPatience.Longest);
        while (!await condition())
        {
            await Task.Delay(20, deadline.Token);
        }
    }
}
