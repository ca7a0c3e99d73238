using System.Globalization;
using System.Net;
using System.Net.Sockets;
using WalletFunctions.Local.Host.Azurite;

namespace WalletFunctions.Tests.Testing;

/// <summary>
/// The one Azurite of a test run: in memory, on a free port, started by the first test class that wants it. It is stopped when the
/// test process ends; should that be killed, Azurite notices and ends by itself.
/// </summary>
internal static class SharedAzurite
{
    private static readonly Lazy<Task<AzuriteProcess>> Running = new(StartAsync);

    public static Task<AzuriteProcess> GetAsync() => Running.Value;

    /// <summary>A port that nobody uses now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<AzuriteProcess> StartAsync()
    {
        var installation = await AzuriteInstallation.EnsureAsync(_ => { }, CancellationToken.None);
        var folder = Path.Combine(Path.GetTempPath(), "wallet-tests-azurite-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        var azurite = await AzuriteProcess.StartAsync(
            new AzuriteOptions
            {
                Installation = installation,
                Port = FreePort(),
                LogFile = Path.Combine(folder, "azurite.log"),
                EndsWithProcessId = Environment.ProcessId,
            },
            TimeProvider.System,
            CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            azurite.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        };
        return azurite;
    }
}
