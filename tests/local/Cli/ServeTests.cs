using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Azure;
using Azure.Data.Tables;
using WalletFunctions.Local.Host.Azurite;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Cli;

/// <summary>The program as a person uses it: it serves, stops, survives a kill, and says in one line what keeps it from starting.</summary>
public sealed class ServeTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wallet-cli-");
    private readonly int _azuritePort = SharedAzurite.FreePort();
    private readonly int _port = SharedAzurite.FreePort();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (await AzuriteEndpoint.ProbeAsync(_azuritePort, default) == PortState.Azurite)
        {
            await StopAzuriteAsync();
        }

        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task It_serves_until_SIGTERM_and_stops_the_Azurite_that_it_started()
    {
        await using var cli = CliProcess.Start(Arguments("a"));
        await cli.PrintedAsync("Ctrl-C stops.");

        var health = await GetHealthAsync();
        ProcessSignals.Terminate(cli.ProcessId);
        var exitCode = await cli.EndAsync();

        Assert.Equal(HttpStatusCode.OK, health);
        Assert.Equal(0, exitCode);
        Assert.Contains("POST   /v1/transactions", cli.Output, StringComparison.Ordinal);
        Assert.Contains($"curl -s http://127.0.0.1:{_port}/v1/wallets", cli.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("{*", cli.Output, StringComparison.Ordinal);
        Assert.Equal(PortState.Free, await AzuriteEndpoint.ProbeAsync(_azuritePort, default));
    }

    [Fact]
    public async Task The_demo_plays_to_its_end_and_stops_the_Azurite_that_it_started()
    {
        var (exitCode, output, errors) = await CliProcess.RunAsync(["demo", .. Arguments("a")]);

        Assert.True(exitCode == 0, output + errors);
        Assert.Contains("checks hold.", output, StringComparison.Ordinal);
        Assert.Equal(PortState.Free, await AzuriteEndpoint.ProbeAsync(_azuritePort, default));
    }

    [Fact]
    public async Task A_killed_host_leaves_its_Azurite_to_the_next_one_which_may_not_name_other_data()
    {
        await using (var first = CliProcess.Start(Arguments("a")))
        {
            await first.PrintedAsync("Ctrl-C stops.");
            first.Kill();
            await first.EndAsync();
        }

        var other = await CliProcess.RunAsync(Arguments("b"));
        await using var second = CliProcess.Start(Arguments("a"));
        await second.PrintedAsync("Ctrl-C stops.");
        var busy = await CliProcess.RunAsync(Arguments("a"));
        ProcessSignals.Terminate(second.ProcessId);
        var exitCode = await second.EndAsync();

        AssertRefused(other, "keeps its data in");
        AssertRefused(busy, $"Port {_port}");
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("Starting Azurite", second.Output, StringComparison.Ordinal);
        Assert.Equal(PortState.Azurite, await AzuriteEndpoint.ProbeAsync(_azuritePort, default));
    }

    [Fact]
    public async Task A_busy_port_ends_it_and_the_Azurite_that_it_started()
    {
        using var listener = new TcpListener(IPAddress.Loopback, _port);
        listener.Start();

        var result = await CliProcess.RunAsync(Arguments("a"));

        AssertRefused(result, $"Port {_port}");
        Assert.Equal(PortState.Free, await AzuriteEndpoint.ProbeAsync(_azuritePort, default));
    }

    [Fact]
    public async Task A_host_whose_storage_another_one_has_taken_over_ends_and_says_so()
    {
        await using var cli = CliProcess.Start(Arguments("a"));
        await cli.PrintedAsync("Ctrl-C stops.");

        await TakeOverLogAsync();
        await StartOpeningAsync();
        var exitCode = await cli.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("The app has stopped: ", cli.Errors, StringComparison.Ordinal);
        Assert.Equal(PortState.Free, await AzuriteEndpoint.ProbeAsync(_azuritePort, default));
    }

    [Fact]
    public async Task Settings_that_the_app_refuses_are_told_in_one_line()
    {
        var result = await CliProcess.RunAsync(
            ["--port", "0", "--storage", azurite.ConnectionString], start => start.Environment["Gateway__ActAsPartner"] = "No Partner");

        AssertRefused(result, "Gateway:ActAsPartner");
    }

    [Fact]
    public async Task Without_Node_it_says_what_is_missing()
    {
        var result = await CliProcess.RunAsync(Arguments("a"), start => start.Environment["PATH"] = _folder.FullName);

        AssertRefused(result, "Node.js was not found");
    }

    [Theory]
    [InlineData("nonsense", "no connection string")]
    [InlineData("AccountName=a;AccountKey=not-base64;TableEndpoint=http://127.0.0.1:1/a", "no connection string")]
    [InlineData("AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/a", "does not answer")]
    public async Task A_storage_that_cannot_be_used_is_an_error(string storage, string expected)
    {
        var result = await CliProcess.RunAsync(["--storage", storage]);

        AssertRefused(result, expected);
        Assert.DoesNotContain("a2V5", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storage_that_knows_no_such_account_is_an_error()
    {
        var key = Convert.ToBase64String("another key"u8);
        var endpoint = azurite.Service.Uri.AbsoluteUri;

        var result = await CliProcess.RunAsync(["--storage", $"AccountName=devstoreaccount1;AccountKey={key};TableEndpoint={endpoint}"]);

        AssertRefused(result, "it answers 403");
    }

    private static void AssertRefused((int ExitCode, string Output, string Errors) result, string expected)
    {
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(expected, Assert.Single(result.Errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private string[] Arguments(string data) =>
        ["--port", $"{_port}", "--azurite-port", $"{_azuritePort}", "--data", Path.Combine(_folder.FullName, data)];

    private async Task<HttpStatusCode> GetHealthAsync()
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{_port}/health"));
        return answer.StatusCode;
    }

    private async Task TakeOverLogAsync()
    {
        var log = new TableServiceClient(AzuriteEndpoint.ConnectionString(_azuritePort)).GetTableClient("LocalHostDurableLog");
        while (true)
        {
            var last = 0L;
            await foreach (var row in log.QueryAsync<TableEntity>("PartitionKey eq 'record'"))
            {
                last = long.Parse(row.RowKey, CultureInfo.InvariantCulture);
            }

            try
            {
                await log.AddEntityAsync(new TableEntity("record", (last + 1).ToString("D19", CultureInfo.InvariantCulture)) { ["Owner"] = "another" });
                return;
            }
            catch (RequestFailedException taken) when (taken.Status == 409)
            {
                // The host has written another record meanwhile.
            }
        }
    }

    private async Task StartOpeningAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };
        using var wallet = new StringContent(
            """{"externalWalletId":"w","type":"customer","currency":"USD","customer":{"customerId":"c","kycTier":"full"}}""", new MediaTypeHeaderValue("application/json"));
        try
        {
            using var answer = await client.PostAsync(new Uri("/v1/wallets", UriKind.Relative), wallet);
            Assert.True(answer.StatusCode >= HttpStatusCode.InternalServerError, answer.StatusCode.ToString());
        }
        catch (HttpRequestException)
        {
            // The host went down with the request.
        }
    }

    private async Task StopAzuriteAsync()
    {
        var running = await LocalAzurite.EnsureAsync(new LocalAzuriteOptions { Port = _azuritePort }, _ => { }, TimeProvider.System, default);
        await ProcessSignals.EndAsync(running.ProcessId!.Value);
    }
}
