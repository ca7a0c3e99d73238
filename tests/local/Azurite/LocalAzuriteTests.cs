using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using WalletFunctions.Local.Host.Azurite;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Azurite;

/// <summary>Finding, starting, joining and stopping the Azurite behind the local runtime.</summary>
public sealed class LocalAzuriteTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wallet-azurite-");
    private readonly List<AzuriteProcess> _processes = [];
    private readonly List<LocalAzurite> _runtimes = [];
    private readonly List<string> _reported = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await Task.WhenAll([.. _runtimes.Select(runtime => runtime.StopAsync(default)), .. _processes.Select(process => process.StopAsync(default))]);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Rows_written_the_moment_before_the_stop_are_there_after_the_next_start()
    {
        var port = SharedAzurite.FreePort();
        var first = await EnsureAsync(port, "a");
        await WriteRowAsync(first.ConnectionString);
        await first.StopAsync(default);

        var second = await EnsureAsync(port, "a");

        Assert.True(await HasRowAsync(second.ConnectionString));
        Assert.Equal(PortState.Azurite, await AzuriteEndpoint.ProbeAsync(port, default));
        Assert.Equal(2, _reported.Count(line => line.StartsWith("Starting Azurite", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_running_Azurite_is_joined_and_left_running_unless_another_data_folder_is_asked_for()
    {
        var port = SharedAzurite.FreePort();
        var first = await EnsureAsync(port, "a");

        var joined = await EnsureAsync(port, null);
        var same = await EnsureAsync(port, "a");
        var refusal = await Assert.ThrowsAsync<AzuriteException>(() => EnsureAsync(port, "b"));
        var inUse = await Assert.ThrowsAsync<AzuriteException>(() => EnsureAsync(SharedAzurite.FreePort(), "a"));
        await joined.StopAsync(default);
        await same.StopAsync(default);

        Assert.Equal((true, false, false), (first.Started, joined.Started, same.Started));
        Assert.Equal((first.DataFolder, first.ProcessId), (joined.DataFolder, joined.ProcessId));
        Assert.Contains(Data("a"), refusal.Message, StringComparison.Ordinal);
        Assert.Contains(Data("b"), refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"an Azurite on port {port}", inUse.Message, StringComparison.Ordinal);
        Assert.Equal(PortState.Azurite, await AzuriteEndpoint.ProbeAsync(port, default));
    }

    [Fact]
    public async Task An_Azurite_of_somebody_else_is_joined_but_takes_no_data_folder()
    {
        var port = SharedAzurite.FreePort();
        await StartAsync(port);

        var joined = await EnsureAsync(port, null);
        var refusal = await Assert.ThrowsAsync<AzuriteException>(() => EnsureAsync(port, "a"));
        var busy = await Assert.ThrowsAsync<AzuriteException>(() => StartAsync(port));

        Assert.Equal((false, null), (joined.Started, joined.DataFolder));
        Assert.Contains("did not start", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("EADDRINUSE", busy.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_something_else_has_is_an_error()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var refusal = EnsureAsync(port, null);
        while (!refusal.IsCompleted)
        {
            // Whoever asks more than once is turned away each time.
            var accepted = listener.AcceptTcpClientAsync();
            if (await Task.WhenAny(accepted, refusal) == accepted)
            {
                (await accepted).Dispose();
            }
        }

        var message = (await Assert.ThrowsAsync<AzuriteException>(() => refusal)).Message;
        Assert.Contains($"Port {port} is taken", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public async Task An_Azurite_bound_to_a_process_ends_with_it()
    {
        using var owner = Process.Start(new ProcessStartInfo("node", ["-e", "setInterval(() => {}, 1000)"]))!;
        var azurite = await StartAsync(SharedAzurite.FreePort(), owner.Id);

        owner.Kill();
        await owner.WaitForExitAsync();

        using var deadline = new CancellationTokenSource(TestPatience.Longest);
        while (await AzuriteEndpoint.ProbeAsync(azurite.Port, deadline.Token) == PortState.Azurite)
        {
            await Task.Delay(50, deadline.Token);
        }
    }

    [Fact]
    public async Task A_start_that_is_given_up_leaves_no_Azurite_behind()
    {
        var port = SharedAzurite.FreePort();
        using var givenUp = new CancellationTokenSource();
        var options = new LocalAzuriteOptions { Port = port, DataFolder = Data("a") };
        await AzuriteInstallation.EnsureAsync(_reported.Add, default);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => LocalAzurite.EnsureAsync(options, _ => givenUp.Cancel(), TimeProvider.System, givenUp.Token));

        Assert.True((await EnsureAsync(port, "a")).Started);
    }

    private static async Task WriteRowAsync(string connectionString)
    {
        var table = new TableServiceClient(connectionString).GetTableClient("Kept");
        await table.CreateIfNotExistsAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));
    }

    private static async Task<bool> HasRowAsync(string connectionString) =>
        (await new TableServiceClient(connectionString).GetTableClient("Kept").GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue;

    private string Data(string name) => Path.Combine(_folder.FullName, name);

    private async Task<LocalAzurite> EnsureAsync(int port, string? data)
    {
        var options = new LocalAzuriteOptions { Port = port, DataFolder = data is null ? null : Data(data) };
        var azurite = await LocalAzurite.EnsureAsync(options, _reported.Add, TimeProvider.System, default);
        _runtimes.Add(azurite);
        return azurite;
    }

    private async Task<AzuriteProcess> StartAsync(int port, int? owner = null)
    {
        var azurite = await AzuriteProcess.StartAsync(
            new AzuriteOptions
            {
                Installation = await AzuriteInstallation.EnsureAsync(_reported.Add, default),
                Port = port,
                LogFile = Path.Combine(_folder.FullName, port.ToString(CultureInfo.InvariantCulture) + ".log"),
                EndsWithProcessId = owner ?? Environment.ProcessId,
            },
            TimeProvider.System,
            default);
        _processes.Add(azurite);
        return azurite;
    }
}
