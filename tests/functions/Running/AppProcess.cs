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

/// <summary>The app as a process of its own, with an Azurite of its own, that a test kills and starts again.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wallet-killed-");
    private readonly int _azuritePort = SharedAzurite.FreePort();
    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://127.0.0.1:{SharedAzurite.FreePort()}") };
    private CliProcess? _process;

    /// <summary>Reaches whichever process runs.</summary>
    internal HttpClient Http => _http;

    /// <summary>Starts it; the one before must be gone.</summary>
    public async Task StartAsync()
    {
        _process = CliProcess.Start(["--port", Number(_http.BaseAddress!.Port), "--azurite-port", Number(_azuritePort), "--data", _folder.FullName]);
        await _process.PrintedAsync("Ctrl-C stops.");
    }

    /// <summary>Kills it, as <c>kill -9</c> does.</summary>
    public void Kill() => _process!.Kill();

    /// <summary>Waits until it is gone.</summary>
    public async Task EndAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync();
        }
    }

    /// <summary>Kills it while requests are under way, unless they are answered before, and starts it again.</summary>
    internal async Task KillAmidAsync(int afterMs, Task requests)
    {
        await Task.WhenAny(Task.Delay(afterMs), requests);
        Kill();
        await requests;
        await EndAsync();
        await StartAsync();
    }

    /// <summary>Kills it amid requests, and repeats each until it is answered: as it was before, where it was. A request without a final answer is null.</summary>
    internal async Task FinishDespiteKillAsync(int afterMs, params Func<Task<string?>>[] requests)
    {
        var asked = Task.WhenAll(requests.Select(request => request()));
        await KillAmidAsync(afterMs, asked);
        foreach (var (request, before) in requests.Zip(await asked))
        {
            string? after = null;
            await Fintech.UntilAsync(async () => (after = await request()) is not null);
            Assert.True(before is null || before == after, $"answered twice, and differently:\n{before}\n{after}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _http.Dispose();

        // A killed app leaves its Azurite to the next one; the last one leaves it to the test.
        var azurite = await LocalAzurite.EnsureAsync(
            new LocalAzuriteOptions { Port = _azuritePort, DataFolder = _folder.FullName }, _ => { }, TimeProvider.System, CancellationToken.None);
        await ProcessSignals.EndAsync(azurite.ProcessId!.Value);
        _folder.Delete(recursive: true);
    }

    internal async Task<WalletId> OpenAsync(string name)
    {
        var reply = await AskAsync(HttpMethod.Post, "/v1/wallets", Fintech.WalletOf(name));
        Assert.True(reply.StatusCode is 200 or 201, reply.Text);
        return WalletId.Parse(reply.Field("walletId")!);
    }

    /// <summary>Lets the bank announce a deposit, and credits it.</summary>
    internal async Task FundAsync(WalletId wallet, long minor)
    {
        await TellAsync(
            $$$"""{"eventId":"funds","type":"deposit.received","partnerId":"demo","walletId":"{{{wallet}}}","amount":{"value":{{{minor}}},"currency":"USD"},"occurredAt":"2026-01-31T12:00:00Z"}""");
        await Fintech.UntilAsync(async () => await TryAsync(HttpMethod.Get, "/v1/bank-events/funds") is { StatusCode: 200 });
        var reply = await AskAsync(HttpMethod.Post, "/v1/transactions", TransactionBench.DepositOf(wallet, minor, "funds"), "funds");
        Assert.True(reply.StatusCode == 201, reply.Text);
    }

    /// <summary>Puts a message of the bank into the queue; false if the process died before it said that it has it.</summary>
    internal async Task<bool> TellAsync(string message) =>
        await TryAsync(HttpMethod.Post, "/admin/functions/ReceiveBankEvent", JsonSerializer.Serialize(new { input = message })) is not null;

    internal async Task<long> BalanceAsync(WalletId wallet) =>
        (await TryAsync(HttpMethod.Get, $"/v1/wallets/{wallet}"))!.Json.GetProperty("balance").GetProperty("posted").GetProperty("value").GetInt64();

    /// <summary>Asks a process that is not killed, and asks again until the outcome is known.</summary>
    internal async Task<Reply> AskAsync(HttpMethod method, string path, string? body = null, string? key = null)
    {
        Reply? reply = null;
        await Fintech.UntilAsync(async () => (reply = await TryAsync(method, path, body, key)) is { StatusCode: not 202 });
        return reply!;
    }

    /// <summary>Asks; null if the process died before it answered.</summary>
    internal async Task<Reply?> TryAsync(HttpMethod method, string path, string? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        try
        {
            using var response = await _http.SendAsync(request);
            return await Reply.ReadAsync(response);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
