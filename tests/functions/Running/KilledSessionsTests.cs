using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

/// <summary>The app as a process that is killed in the midst of sessions and of their reversals, also between the claims of two legs: each happens whole, and once.</summary>
public sealed class KilledSessionsTests : IAsyncLifetime
{
    private const int Rounds = 4;
    private const int Legs = 20;
    private const int Funds = 10_000;

    private readonly AppProcess _app = new();

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_process_killed_amid_sessions_and_their_reversals_finishes_each_of_them_whole_and_once()
    {
        var (source, destination) = (await _app.OpenAsync("source"), await _app.OpenAsync("destination"));
        await FundAsync(source);
        for (var round = 0; round < Rounds; round++)
        {
            var name = $"s{round}";
            var body = SessionBench.BodyOf(name, Enumerable.Range(0, Legs).Select(place => ($"{name}-{place}", source, destination, 1L)));
            await KilledAsync(30 + (round * 60), () => TryAsync("/v1/sessions", body));
            Assert.Equal((round + 1) * Legs, await _app.BalanceAsync(destination));
        }

        for (var round = 0; round < Rounds; round += 2)
        {
            await KilledAsync(20 + (round * 50), () => TryAsync($"/v1/sessions/s{round}/reversal", "{}"));
        }

        Assert.Equal(Legs * (Rounds / 2), await _app.BalanceAsync(destination));
        Assert.Equal(Funds - (Legs * (Rounds / 2)), await _app.BalanceAsync(source));
    }

    /// <summary>Sends a request, kills the app amid it, starts the app again and sends the request until it is answered: as it was before, where it was.</summary>
    private async Task KilledAsync(int afterMs, Func<Task<string?>> tryAsync)
    {
        var asked = tryAsync();
        await Task.WhenAny(Task.Delay(afterMs), asked);
        _app.Kill();
        var before = await asked;
        await _app.EndAsync();
        await _app.StartAsync();
        using var deadline = new CancellationTokenSource(TestPatience.Longest);
        string? after;
        while ((after = await tryAsync()) is null)
        {
            await Task.Delay(50, deadline.Token);
        }

        Assert.True(before is null || before == after, $"answered twice, and differently:\n{before}\n{after}");
    }

    private async Task<string?> TryAsync(string path, string body) =>
        await _app.TryAsync(HttpMethod.Post, path, body, null) is { StatusCode: 201 } reply ? reply.Text : null;

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
}
