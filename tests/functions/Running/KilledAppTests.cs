using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using WalletFunctions.Local.Host.Azurite;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Tests.Functions.Transactions;
using WalletFunctions.Tests.Local.Cli;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Running;

/// <summary>The app as a process that is killed in the midst of transfers: whatever a partner was told, or not told, happened once.</summary>
public sealed class KilledAppTests : IAsyncLifetime
{
    private const int Rounds = 5;
    private const int TransfersOfRound = 12;
    private const int Funds = 100_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wallet-killed-");
    private readonly int _azuritePort = SharedAzurite.FreePort();
    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://127.0.0.1:{SharedAzurite.FreePort()}") };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _http.Dispose();

        // A killed app leaves its Azurite to the next one; the last one leaves it to the test.
        var azurite = await LocalAzurite.EnsureAsync(
            new LocalAzuriteOptions { Port = _azuritePort, DataFolder = _folder.FullName }, _ => { }, TimeProvider.System, CancellationToken.None);
        ProcessSignals.Terminate(azurite.ProcessId!.Value);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await AzuriteEndpoint.ProbeAsync(_azuritePort, deadline.Token) != PortState.Free)
        {
            await Task.Delay(20, deadline.Token);
        }

        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_process_killed_amid_transfers_finishes_each_of_them_once()
    {
        var app = await StartAsync();
        var (source, destination) = (await OpenAsync("source"), await OpenAsync("destination"));
        await FundAsync(source);
        for (var round = 0; round < Rounds; round++)
        {
            var keys = Enumerable.Range(0, TransfersOfRound).Select(number => string.Create(CultureInfo.InvariantCulture, $"r{round}-{number}")).ToArray();
            var requests = keys.Select(key => TryTransferAsync(key, source, destination)).ToArray();
            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(15 + (round * 25))), Task.WhenAll(requests));
            app.Kill();
            var answers = await Task.WhenAll(requests);
            await app.DisposeAsync();

            app = await StartAsync();
            foreach (var (key, before) in keys.Zip(answers))
            {
                var after = await UntilAnsweredAsync(key, source, destination);
                Assert.True(before is null || before == after, $"{key} was answered twice, and differently:\n{before}\n{after}");
            }
        }

        Assert.Equal(Funds - (Rounds * TransfersOfRound), await BalanceAsync(source));
        Assert.Equal(Rounds * TransfersOfRound, await BalanceAsync(destination));
        await app.DisposeAsync();
    }

    private async Task<CliProcess> StartAsync()
    {
        var app = CliProcess.Start(
            ["--port", Number(_http.BaseAddress!.Port), "--azurite-port", Number(_azuritePort), "--data", _folder.FullName]);
        await app.PrintedAsync("Ctrl-C stops.");
        return app;
    }

    private async Task<WalletId> OpenAsync(string name)
    {
        using var reply = await PostAsync("/v1/wallets", Fintech.WalletOf(name), null);
        return WalletId.Parse(JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement.GetProperty("walletId").GetString()!);
    }

    private async Task FundAsync(WalletId wallet)
    {
        var message = $$$"""{"eventId":"funds","type":"deposit.received","partnerId":"demo","walletId":"{{{wallet}}}","amount":{"value":{{{Funds}}},"currency":"USD"},"occurredAt":"2026-01-31T12:00:00Z"}""";
        (await PostAsync("/admin/functions/ReceiveBankEvent", JsonSerializer.Serialize(new { input = message }), null)).Dispose();
        for (var attempt = 0; ; attempt++)
        {
            // Until the event has arrived the answer is a stored refusal: the next attempt needs a key of its own.
            using var reply = await PostAsync("/v1/transactions", TransactionBench.DepositOf(wallet, Funds, "funds"), $"funds-{attempt}");
            if (reply.IsSuccessStatusCode)
            {
                return;
            }

            Assert.True(attempt < 200, await reply.Content.ReadAsStringAsync());
            await Task.Delay(20);
        }
    }

    private async Task<string?> TryTransferAsync(string key, WalletId source, WalletId destination)
    {
        try
        {
            using var reply = await PostAsync("/v1/transactions", TransactionBench.TransferOf(source, destination, 1), key);
            return (int)reply.StatusCode == 201 ? await reply.Content.ReadAsStringAsync() : null;
        }
        catch (HttpRequestException)
        {
            // The process died before it could answer.
            return null;
        }
    }

    private async Task<string> UntilAnsweredAsync(string key, WalletId source, WalletId destination)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (await TryTransferAsync(key, source, destination) is { } answer)
            {
                return answer;
            }

            await Task.Delay(50, deadline.Token);
        }
    }

    private async Task<long> BalanceAsync(WalletId wallet) => JsonDocument.Parse(await _http.GetStringAsync(new Uri($"/v1/wallets/{wallet}", UriKind.Relative)))
        .RootElement.GetProperty("balance").GetProperty("posted").GetProperty("value").GetInt64();

    private async Task<HttpResponseMessage> PostAsync(string path, string body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await _http.SendAsync(request);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
