using System.Globalization;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

/// <summary>The app as a process that is killed while it opens wallets and changes their status.</summary>
public sealed class KilledOpeningTests : IAsyncLifetime
{
    private const int Rounds = 2;
    private const int WalletsOfRound = 8;

    private readonly AppProcess _app = new();

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_process_killed_amid_openings_opens_each_wallet_once_and_as_it_was_answered()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var names = Enumerable.Range(0, WalletsOfRound).Select(number => string.Create(CultureInfo.InvariantCulture, $"r{round}-{number}")).ToArray();
            var requests = Task.WhenAll(names.Select(TryOpenAsync));
            await _app.KillAmidAsync(40 + (round * 80), requests);
            foreach (var (name, before) in names.Zip(await requests))
            {
                Reply? after = null;
                await Fintech.UntilAsync(async () => (after = await TryOpenAsync(name)) is { StatusCode: 200 or 201 });
                Assert.Equal("active", after!.Field("status"));
                Assert.True(before is not { StatusCode: 201 } || (after.StatusCode == 200 && before.Text == after.Text), $"{name} was answered otherwise:\n{before?.Text}\n{after.Text}");
            }
        }
    }

    private Task<Reply?> TryOpenAsync(string name) => _app.TryAsync(HttpMethod.Post, "/v1/wallets", Fintech.WalletOf(name));
}
