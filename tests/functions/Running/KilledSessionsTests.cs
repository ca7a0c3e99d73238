using WalletFunctions.Tests.Functions.Transactions;
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
        await _app.FundAsync(source, Funds);
        for (var round = 0; round < Rounds; round++)
        {
            var name = $"s{round}";
            var body = SessionBench.BodyOf(name, Enumerable.Range(0, Legs).Select(place => ($"{name}-{place}", source, destination, 1L)));
            await _app.FinishDespiteKillAsync(30 + (round * 60), () => TryAsync("/v1/sessions", body));
            Assert.Equal((round + 1) * Legs, await _app.BalanceAsync(destination));
        }

        for (var round = 0; round < Rounds; round += 2)
        {
            await _app.FinishDespiteKillAsync(20 + (round * 50), () => TryAsync($"/v1/sessions/s{round}/reversal", "{}"));
        }

        Assert.Equal(Legs * (Rounds / 2), await _app.BalanceAsync(destination));
        Assert.Equal(Funds - (Legs * (Rounds / 2)), await _app.BalanceAsync(source));
    }

    private async Task<string?> TryAsync(string path, string body) =>
        await _app.TryAsync(HttpMethod.Post, path, body, null) is { StatusCode: 201 } reply ? reply.Text : null;
}
