using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Local.Host;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Tests.Testing;
using WalletFunctions.Tests.Testing.Banking;
using Xunit;

namespace WalletFunctions.Tests.Local.Cli.Ledger;

/// <summary>The ledger's commands as a person uses them, on what the app has written, while the app runs.</summary>
public sealed class LedgerCommandTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly string _prefix = "C" + Guid.NewGuid().ToString("N")[..20];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wallet-ledger-cli-");
    private LocalHost _host = null!;
    private string _wallet = string.Empty;

    public async Task InitializeAsync()
    {
        LocalHostOptions options = WalletAppHost.Options(azurite.ConnectionString);
        _host = await LocalHost.StartAsync(options with
        {
            Port = 0,
            TablePrefix = _prefix + "Host",
            UsesEnvironment = false,
            Configure = builder =>
            {
                options.Configure(builder);
                builder.Services.AddSingleton<IBankGateway>(new FakeBank());
            },
            Settings = new Dictionary<string, string?>(options.Settings) { ["Storage:TablePrefix"] = _prefix },
        });
        using var http = new HttpClient { BaseAddress = _host.BaseAddress };
        var opened = await http.PostAsJsonAsync(
            "/v1/wallets", new { externalWalletId = "w1", type = "customer", currency = "USD", customer = new { customerId = "c1", kycTier = "full" } });
        Assert.True(opened.IsSuccessStatusCode, await opened.Content.ReadAsStringAsync());
        _wallet = (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("walletId").GetString()!;
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await foreach (var table in azurite.Service.QueryAsync())
        {
            if (table.Name.StartsWith(_prefix, StringComparison.Ordinal))
            {
                await azurite.Service.DeleteTableAsync(table.Name);
            }
        }

        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_sound_ledger_verifies_and_exits_0()
    {
        await _host.RunTimerAsync("SignDailyHeads");

        var (exitCode, output, errors) = await RunAsync("ledger", "verify");

        Assert.True(exitCode == 0, output + errors);
        Assert.Contains("Nothing is wrong.", output, StringComparison.Ordinal);
        Assert.Contains("Held against 1 signed daily heads", output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("ledger", "verify", "--wallet", _wallet)).ExitCode);
        Assert.Equal(0, (await RunAsync("ledger", "verify", "--partner=demo", "--partition=0")).ExitCode);
    }

    [Fact]
    public async Task A_row_that_is_wrong_is_named_and_exits_1_until_it_is_rebuilt()
    {
        TableClient ledger = azurite.Service.GetTableClient(_prefix + "Ledger");
        TableEntity row = await ledger.GetEntityAsync<TableEntity>("demo~00", RowKeys.Wallets + _wallet);
        row["posted"] = 1_000_000L;
        await ledger.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);

        var wrong = await RunAsync("ledger", "verify");
        var rebuilt = await RunAsync("ledger", "rebuild");
        var right = await RunAsync("ledger", "verify");

        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains($"WalletChanged{Environment.NewLine}    row  demo~00 / W~{_wallet}", wrong.Output, StringComparison.Ordinal);
        Assert.Contains("its posted is 1000000, its rows say 0", wrong.Output, StringComparison.Ordinal);
        Assert.Contains("Written anew: 1 wallet rows", rebuilt.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0), (rebuilt.ExitCode, right.ExitCode));
    }

    [Fact]
    public async Task A_damaged_row_is_not_rebuilt_from()
    {
        TableClient ledger = azurite.Service.GetTableClient(_prefix + "Ledger");
        TableEntity row = await ledger.GetEntityAsync<TableEntity>("demo~00", $"S~{_wallet}~0");
        row["tier"] = "other";
        await ledger.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);

        var refused = await RunAsync("ledger", "rebuild", "--wallet", _wallet);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("REFUSED", refused.Output, StringComparison.Ordinal);
        Assert.Contains($"ControlChanged{Environment.NewLine}    row  demo~00 / S~{_wallet}~0", refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watermark_that_is_not_there_is_named()
    {
        string file = Path.Combine(_folder.FullName, "watermarks");
        await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $"# from the answers\n\n{_wallet} 3 -5 USD abc\n"));

        var cut = await RunAsync("ledger", "verify", "--watermarks", file);

        Assert.Equal(1, cut.ExitCode);
        Assert.Contains("TailCut", cut.Output, StringComparison.Ordinal);
        Assert.Contains($"E~{_wallet}~999999999996", cut.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_told_in_one_line()
    {
        string file = Path.Combine(_folder.FullName, "watermarks");
        await File.WriteAllTextAsync(file, "nonsense\n");
        await AssertRefusedAsync("There is no partner 'nobody'", "ledger", "verify", "--partner", "nobody");
        await AssertRefusedAsync("there is no 7", "ledger", "rebuild", "--partition", "7");
        await AssertRefusedAsync("There is no wallet wal_00abcdefghij", "ledger", "verify", "--wallet", "wal_00abcdefghij");
        await AssertRefusedAsync("line 1: a watermark is", "ledger", "verify", "--watermarks", file);
        await AssertRefusedAsync("cannot be read", "ledger", "verify", "--watermarks", file + "-none");
    }

    private async Task AssertRefusedAsync(string expected, params string[] arguments)
    {
        var (exitCode, _, errors) = await RunAsync(arguments);
        Assert.Equal(1, exitCode);
        Assert.Contains(expected, Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        CliProcess.RunAsync([.. arguments, "--storage", azurite.ConnectionString], start => start.Environment["Storage__TablePrefix"] = _prefix);
}
