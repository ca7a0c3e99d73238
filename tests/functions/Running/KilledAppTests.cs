using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Tests.Functions.Transactions;
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
        await _app.FundAsync(source, Funds);
        for (var round = 0; round < Rounds; round++)
        {
            var keys = Enumerable.Range(0, RequestsOfRound).Select(number => string.Create(CultureInfo.InvariantCulture, $"r{round}-{number}{(number % 3 == 0 ? Withdrawal : string.Empty)}")).ToArray();
            await _app.FinishDespiteKillAsync(15 + (round * 25), [.. keys.Select(key => new Func<Task<string?>>(() => TryAsync(key, source, destination)))]);
        }

        Assert.Equal(Funds - (Rounds * RequestsOfRound), await _app.BalanceAsync(source));
        Assert.Equal(Rounds * (RequestsOfRound - WithdrawalsOfRound), await _app.BalanceAsync(destination));
    }

    private async Task<string?> TryAsync(string key, WalletId source, WalletId destination)
    {
        var body = key.EndsWith(Withdrawal, StringComparison.Ordinal) ? TransactionBench.WithdrawalOf(source, 1) : TransactionBench.TransferOf(source, destination, 1);
        return await _app.TryAsync(HttpMethod.Post, "/v1/transactions", body, key) is { StatusCode: 201 } reply ? reply.Text : null;
    }
}
