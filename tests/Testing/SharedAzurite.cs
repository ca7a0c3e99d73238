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
    private const int FirstPort = 12_000;
    private const int Ports = 16_000;

    private static readonly Lazy<Task<AzuriteProcess>> Running = new(StartAsync);

    // Two runs on one machine begin at different places.
    private static int _lastPort = Random.Shared.Next(Ports);

    public static Task<AzuriteProcess> GetAsync() => Running.Value;

    /// <summary>
    /// A port that nobody uses now, and that stays free: no other test of this run gets it, and no system gives a port below 28,000 to a connection or to a
    /// listener that asks for any.
    /// </summary>
    public static int FreePort()
    {
        for (var tries = 0; tries < Ports; tries++)
        {
            var port = FirstPort + (int)((uint)Interlocked.Increment(ref _lastPort) % Ports);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }

        throw new InvalidOperationException("There is no free port.");
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
