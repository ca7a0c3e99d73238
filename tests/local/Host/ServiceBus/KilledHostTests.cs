using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using WalletFunctions.BankEvents;
using WalletFunctions.Local.Host;
using WalletFunctions.Local.Host.Azurite;
using WalletFunctions.Tests.Local.Cli;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Host.ServiceBus;

/// <summary>
/// The real program, killed the hard way at random moments while messages come in and are set aside: what was accepted is there, once.
/// </summary>
public sealed class KilledHostTests : IAsyncLifetime
{
    private const int Rounds = 6;
    private const int LatestKillMs = 600;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "wallet-killed-" + Guid.NewGuid().ToString("N"));
    private readonly ConcurrentQueue<string> _accepted = [];
    private AzuriteProcess _azurite = null!;

    public async Task InitializeAsync() => _azurite = await AzuriteProcess.StartAsync(
        new AzuriteOptions
        {
            Installation = await AzuriteInstallation.EnsureAsync(_ => { }, CancellationToken.None),
            Port = SharedAzurite.FreePort(),
            LogFile = Path.Combine(_folder, "azurite.log"),
            EndsWithProcessId = Environment.ProcessId,
        },
        TimeProvider.System,
        CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _azurite.StopAsync(CancellationToken.None);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Every_accepted_message_is_set_aside_once_however_often_its_host_is_killed()
    {
        var random = new Random(20260301);
        for (var round = 0; round < Rounds; round++)
        {
            await ServeAndKillAsync(round, TimeSpan.FromMilliseconds(random.Next(LatestKillMs)));
        }

        await using var host = await LocalHost.StartAsync(WalletAppHost.Options(_azurite.ConnectionString) with { Port = 0, UsesEnvironment = false });
        await BusTest.IsEmptyAsync(host, ReceiveBankEventFunction.Queue);
        var dead = host.PeekMessages($"{ReceiveBankEventFunction.Queue}/$deadletterqueue").Select(message => message.Body.ToString()).ToList();

        Assert.NotEmpty(_accepted);
        Assert.Equal(dead.Distinct().Order(), dead.Order());
        Assert.Empty(_accepted.Except(dead));
    }

    private async Task ServeAndKillAsync(int round, TimeSpan killAfter)
    {
        var port = SharedAzurite.FreePort();
        await using var cli = CliProcess.Start(
            ["--port", port.ToString(CultureInfo.InvariantCulture), "--storage", _azurite.ConnectionString]);
        await cli.PrintedAsync("Ctrl-C stops.");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var posts = Task.WhenAll(Enumerable.Range(0, 4).Select(poster => PostUntilRefusedAsync(http, $"{round}-{poster}")));

        // Every other one is killed perhaps before it has accepted anything, the others after that.
        await (round % 2 == 0 ? Task.CompletedTask : Eventually.IsTrueAsync(() => _accepted.Any(input => input.Contains($" {round}-", StringComparison.Ordinal))));
        await Task.Delay(killAfter);
        cli.Kill();
        await cli.EndAsync();
        await posts;
    }

    /// <summary>What is no bank event is set aside by the app, by its reason.</summary>
    private async Task PostUntilRefusedAsync(HttpClient http, string poster)
    {
        try
        {
            for (var at = 0; ; at++)
            {
                var input = $"no bank event {poster}-{at}";
                using var answer = await http.PostAsJsonAsync(new Uri("/admin/functions/ReceiveBankEvent", UriKind.Relative), new { input });
                answer.EnsureSuccessStatusCode();
                _accepted.Enqueue(input);
            }
        }
        catch (HttpRequestException)
        {
            // The host was killed: of the last message nothing was promised.
        }
    }
}
