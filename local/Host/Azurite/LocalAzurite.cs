using System.Globalization;

namespace WalletFunctions.Local.Host.Azurite;

/// <summary>
/// The Azurite behind the local runtime: the one that listens already, or one that this starts. Only one that this started is
/// stopped by it. A data folder that was asked for is the one that is used, or it is an error.
/// </summary>
public sealed class LocalAzurite
{
    private const string LogFileName = "azurite.log";

    private readonly AzuriteProcess? _started;

    private LocalAzurite(int port, AzuriteMark? mark, AzuriteProcess? started)
    {
        ConnectionString = AzuriteEndpoint.ConnectionString(port);
        DataFolder = mark?.DataFolder;
        ProcessId = mark?.ProcessId;
        _started = started;
    }

    /// <summary>What the storage client needs to reach it.</summary>
    public string ConnectionString { get; }

    /// <summary>Where its rows are, if the local runtime started it, now or in an earlier run.</summary>
    public string? DataFolder { get; }

    /// <summary>Its process, if the local runtime started it, now or in an earlier run.</summary>
    public int? ProcessId { get; }

    /// <summary>Whether this object started it, and so will stop it.</summary>
    public bool Started => _started is not null;

    /// <summary>
    /// Finds or starts Azurite; what stands in the way is an <see cref="AzuriteException"/>. <paramref name="report"/> gets a line
    /// for what takes time.
    /// </summary>
    public static async Task<LocalAzurite> EnsureAsync(
        LocalAzuriteOptions options,
        Action<string> report,
        TimeProvider time,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(report);
        return await AzuriteEndpoint.ProbeAsync(options.Port, cancellation) switch
        {
            PortState.Azurite => await JoinAsync(options, cancellation),
            PortState.Free => await StartAsync(options, report, time, cancellation),
            _ => throw new AzuriteException(
                $"Port {options.Port} is taken by something that does not answer as Azurite: end it, or choose another port for Azurite."),
        };
    }

    /// <summary>Stops Azurite if this object started it, after it has saved its rows.</summary>
    public Task StopAsync(CancellationToken cancellation) => _started?.StopAsync(cancellation) ?? Task.CompletedTask;

    private static async Task<LocalAzurite> JoinAsync(LocalAzuriteOptions options, CancellationToken cancellation)
    {
        var mark = await AzuriteMark.ReadAsync(options.Port, cancellation);
        if (options.DataFolder is not { } wanted || mark?.DataFolder == Path.GetFullPath(wanted))
        {
            return new LocalAzurite(options.Port, mark, null);
        }

        throw new AzuriteException(mark is null
            ? $"An Azurite that the local runtime did not start listens on port {options.Port}: end it, or leave out the data folder."
            : $"The Azurite on port {options.Port} (process {mark.ProcessId}) keeps its data in {mark.DataFolder}, not in {Path.GetFullPath(wanted)}: end it, or leave out the data folder.");
    }

    private static async Task<LocalAzurite> StartAsync(
        LocalAzuriteOptions options,
        Action<string> report,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var installation = await AzuriteInstallation.EnsureAsync(report, cancellation);
        var folder = Path.GetFullPath(options.DataFolder ?? Path.Combine(installation.Repository, LocalAzuriteOptions.DefaultDataFolder));
        CreateFolder(folder);
        await RefuseFolderInUseAsync(folder, cancellation);
        report($"Starting Azurite on port {options.Port.ToString(CultureInfo.InvariantCulture)}, data in {folder}");
        var azurite = await AzuriteProcess.StartAsync(
            new AzuriteOptions
            {
                Installation = installation,
                Port = options.Port,
                DataFolder = folder,
                LogFile = Path.Combine(folder, LogFileName),
            },
            time,
            cancellation);
        var mark = new AzuriteMark(folder, azurite.ProcessId);
        try
        {
            await mark.WriteAsync(options.Port, cancellation);
            return new LocalAzurite(options.Port, mark, azurite);
        }
        catch
        {
            // Nobody else could stop what only this call knows of.
            await azurite.StopAsync(CancellationToken.None);
            throw;
        }
    }

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AzuriteException($"The data folder {folder} cannot be made: {exception.Message}", exception);
        }
    }

    /// <summary>Two Azurites on one folder would overwrite each other's rows, each on a port of its own.</summary>
    private static async Task RefuseFolderInUseAsync(string folder, CancellationToken cancellation)
    {
        if (AzuriteMark.LastPort(folder) is not { } port)
        {
            return;
        }

        var inUse = await AzuriteEndpoint.ProbeAsync(port, cancellation) switch
        {
            PortState.Free => false,
            PortState.Azurite => (await AzuriteMark.ReadAsync(port, cancellation))?.DataFolder == folder,
            _ => true,
        };
        if (inUse)
        {
            throw new AzuriteException($"The data folder {folder} belongs to an Azurite on port {port}: end it, or choose another folder.");
        }
    }
}
