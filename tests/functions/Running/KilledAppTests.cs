using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

/// <summary>The app as a process that is killed in the midst of transfers and withdrawals, and its bank with it: whatever a partner was told, or not told, happened once.</summary>
public sealed class KilledAppTests : IAsyncLifetime
{
    private const int Rounds = 5;
    private const int RequestsOfRound = 12;

    // Every third request is a withdrawal: more steps to die between, and a bank that has forgotten what it was told.
    private const int WithdrawalsOfRound = RequestsOfRound / 3;
    private const int Funds = 100_000;
    private const string Withdrawal = "-out";

    private readonly AppProcess _app = new();

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_process_killed_amid_transfers_and_withdrawals_finishes_each_of_them_once()
    {
        var (source, destination) = (await _app.OpenAsync("source"), await _app.OpenAsync("destination"));
        await FundAsync(source);
        for (var round = 0; round < Rounds; round++)
        {
            var keys = Enumerable.Range(0, RequestsOfRound).Select(number => string.Create(CultureInfo.InvariantCulture, $"r{round}-{number}{(number % 3 == 0 ? Withdrawal : string.Empty)}")).ToArray();
            var requests = keys.Select(key => TryAsync(key, source, destination)).ToArray();
            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(15 + (round * 25))), Task.WhenAll(requests));
            _app.Kill();
            var answers = await Task.WhenAll(requests);
            await _app.EndAsync();

            await _app.StartAsync();
            foreach (var (key, before) in keys.Zip(answers))
            {
                var after = await UntilAnsweredAsync(key, source, destination);
                Assert.True(before is null || before == after, $"{key} was answered twice, and differently:\n{before}\n{after}");
            }
        }

        Assert.Equal(Funds - (Rounds * RequestsOfRound), await _app.BalanceAsync(source));
        Assert.Equal(Rounds * (RequestsOfRound - WithdrawalsOfRound), await _app.BalanceAsync(destination));
    }

    private async Task FundAsync(WalletId wallet)
    {
        await _app.TellAsync(
            $$$"""{"eventId":"funds","type":"deposit.received","partnerId":"demo","walletId":"{{{wallet}}}","amount":{"value":{{{Funds}}},"currency":"USD"},"occurredAt":"2026-01-31T12:00:00Z"}""");
        for (var attempt = 0; ; attempt++)
        {
            // Until the event has arrived the answer is a stored refusal: the next attempt needs a key of its own.
            var reply = await _app.TryAsync(HttpMethod.Post, "/v1/transactions", TransactionBench.DepositOf(wallet, Funds, "funds"), $"funds-{attempt}");
            if (reply is { StatusCode: 201 })
            {
                return;
            }

            Assert.True(attempt < 200, reply?.Text);
            await Task.Delay(20);
        }
    }

    private async Task<string?> TryAsync(string key, WalletId source, WalletId destination)
    {
        var body = key.EndsWith(Withdrawal, StringComparison.Ordinal) ? TransactionBench.WithdrawalOf(source, 1) : TransactionBench.TransferOf(source, destination, 1);
        return await _app.TryAsync(HttpMethod.Post, "/v1/transactions", body, key) is { StatusCode: 201 } reply ? reply.Text : null;
    }

    private async Task<string> UntilAnsweredAsync(string key, WalletId source, WalletId destination)
    {
        using var deadline = new CancellationTokenSource(TestPatience.Longest);
        while (true)
        {
            if (await TryAsync(key, source, destination) is { } answer)
            {
                return answer;
            }

            await Task.Delay(50, deadline.Token);
        }
    }
}
