using WalletFunctions.Local.Host.Azurite;
using WalletFunctions.Tests.Testing;

namespace WalletFunctions.Tests.Local.Durable;

/// <summary>An Azurite of a test's own, with its rows in a file, that the test may freeze, stop and start again.</summary>
internal sealed class OwnAzurite : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wallet-durable-");
    private readonly int _port = SharedAzurite.FreePort();
    private AzuriteProcess? _process;

    public string ConnectionString => _process!.ConnectionString;

    public static async Task<OwnAzurite> StartAsync()
    {
        var azurite = new OwnAzurite();
        await azurite.StartAgainAsync();
        return azurite;
    }

    public void Freeze() => ProcessSignals.Freeze(_process!.ProcessId);

    public void Thaw() => ProcessSignals.Thaw(_process!.ProcessId);

    public Task StopAsync() => _process!.StopAsync(CancellationToken.None);

    public async Task StartAgainAsync() => _process = await AzuriteProcess.StartAsync(
        new AzuriteOptions
        {
            Installation = await AzuriteInstallation.EnsureAsync(_ => { }, CancellationToken.None),
            Port = _port,
            DataFolder = _folder.FullName,
            LogFile = Path.Combine(_folder.FullName, "azurite.log"),
            EndsWithProcessId = Environment.ProcessId,
        },
        TimeProvider.System,
        CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }
}
