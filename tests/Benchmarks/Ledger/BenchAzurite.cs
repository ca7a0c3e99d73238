using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using WalletFunctions.Ledger.Tables;
using WalletFunctions.Local.Host.Azurite;

namespace WalletFunctions.Benchmarks.Ledger;

/// <summary>An Azurite of the benchmark's own: on a free port, gone when the benchmark is, with its rows in memory or, as an app's has them, in a file too.</summary>
internal sealed class BenchAzurite : IAsyncDisposable
{
    private readonly AzuriteProcess _process;
    private readonly string _folder;

    private BenchAzurite(AzuriteProcess process, string folder)
    {
        _process = process;
        _folder = folder;
    }

    internal string ConnectionString => _process.ConnectionString;

    internal Uri TableEndpoint => new TableServiceClient(ConnectionString).Uri;

    /// <summary>The processor time that it has taken so far, in milliseconds.</summary>
    internal double CpuMs
    {
        get
        {
            using var process = Process.GetProcessById(_process.ProcessId);
            return process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    internal static async Task<BenchAzurite> StartAsync(bool keepsRowsInFile = false)
    {
        AzuriteInstallation installation = await AzuriteInstallation.EnsureAsync(Console.WriteLine, CancellationToken.None);
        string folder = Path.Combine(Path.GetTempPath(), "wallet-bench-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        AzuriteProcess process = await AzuriteProcess.StartAsync(
            new AzuriteOptions
            {
                Installation = installation,
                Port = FreePort(),
                DataFolder = keepsRowsInFile ? Path.Combine(folder, "rows") : null,
                LogFile = Path.Combine(folder, "azurite.log"),
                EndsWithProcessId = Environment.ProcessId,
            },
            TimeProvider.System,
            CancellationToken.None);
        return new BenchAzurite(process, folder);
    }

    /// <summary>A new table.</summary>
    internal async Task<TableClient> NewTableAsync()
    {
        TableClient table = Connect(ConnectionString, "L" + Guid.NewGuid().ToString("N"));
        await table.CreateAsync();
        return table;
    }

    internal static TableClient Connect(string connectionString, string table) =>
        new TableServiceClient(connectionString, TableLedgerStore.ClientOptions).GetTableClient(table);

    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync(CancellationToken.None);
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
