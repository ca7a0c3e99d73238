using System.Globalization;

namespace WalletFunctions.Local.Host.Azurite;

/// <summary>An Azurite that this process started. It lives on when nobody stops it.</summary>
public sealed class AzuriteProcess
{
    private const string ListensLine = "successfully started on";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly string _stopFile;
    private readonly TimeProvider _time;

    private AzuriteProcess(int processId, int port, string stopFile, TimeProvider time)
    {
        ProcessId = processId;
        Port = port;
        _stopFile = stopFile;
        _time = time;
    }

    /// <summary>The id of the Node process.</summary>
    public int ProcessId { get; }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>What the storage client needs to reach it.</summary>
    public string ConnectionString => AzuriteEndpoint.ConnectionString(Port);

    /// <summary>Starts Azurite and waits until it listens.</summary>
    public static async Task<AzuriteProcess> StartAsync(AzuriteOptions options, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.LogFile))!).FullName;
        var stopFile = Path.Combine(folder, $"azurite-{options.Port.ToString(CultureInfo.InvariantCulture)}.stop");
        File.Delete(stopFile);
        var start = Tool.Start("node", ["-e", AzuriteScripts.Launcher, "--", options.LogFile, .. Arguments(options)]);
        start.WorkingDirectory = folder;
        start.Environment[AzuriteScripts.StopFileVariable] = OperatingSystem.IsWindows() ? stopFile : string.Empty;
        start.Environment[AzuriteScripts.EndsWithVariable] = options.EndsWithProcessId?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
        var logBegins = File.Exists(options.LogFile) ? new FileInfo(options.LogFile).Length : 0;

        // Not given up half-way: it may have started an Azurite that nobody would know of.
        var launched = await Tool.RunAsync(start, CancellationToken.None)
            ?? throw new AzuriteException("Node.js was not found.");
        if (launched.ExitCode != 0 || !int.TryParse(launched.Text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var processId))
        {
            throw new AzuriteException($"Azurite could not be started: {launched.LastLine}");
        }

        var azurite = new AzuriteProcess(processId, options.Port, stopFile, time);
        try
        {
            await azurite.WaitUntilItListensAsync(options.LogFile, logBegins, cancellation);
            return azurite;
        }
        catch (OperationCanceledException)
        {
            await azurite.StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>
    /// Asks Azurite to save its rows and end, and waits for that. It is never killed: it holds up to about five seconds of writes
    /// that it has acknowledged and not saved. Stopping one that is gone already is fine.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            await File.WriteAllTextAsync(_stopFile, string.Empty, cancellation);
        }
        else if (!ProcessSignal.Terminate(ProcessId))
        {
            return;
        }

        var began = _time.GetTimestamp();
        while (ProcessSignal.IsRunning(ProcessId))
        {
            if (_time.GetElapsedTime(began) > StopLimit)
            {
                throw new AzuriteException($"Azurite (process {ProcessId}) was asked to stop and still runs after {StopLimit.TotalSeconds:0} s.");
            }

            await Task.Delay(PollInterval, _time, cancellation);
        }

        File.Delete(_stopFile);
    }

    private static List<string> Arguments(AzuriteOptions options)
    {
        List<string> arguments =
        [
            "--import", AzuriteScripts.StopCleanlyAddress,
            options.Installation.EntryPoint,
            "--tableHost", AzuriteEndpoint.Host,
            "--tablePort", options.Port.ToString(CultureInfo.InvariantCulture),
            "--disableTelemetry", "--silent", "--skipApiVersionCheck",
        ];
        arguments.AddRange(options.DataFolder is null ? ["--inMemoryPersistence"] : ["--location", Path.GetFullPath(options.DataFolder)]);
        return arguments;
    }

    /// <summary>
    /// Waits for Azurite's own word in its log: an answer on the port could come from another Azurite that was quicker to take it.
    /// </summary>
    private async Task WaitUntilItListensAsync(string logFile, long logBegins, CancellationToken cancellation)
    {
        var began = _time.GetTimestamp();
        while (true)
        {
            var running = ProcessSignal.IsRunning(ProcessId);
            var log = ReadLog(logFile, logBegins);
            if (log.Contains(ListensLine, StringComparison.Ordinal))
            {
                return;
            }

            if (!running)
            {
                var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                throw new AzuriteException($"Azurite ended as soon as it was started on port {Port}: {lines.LastOrDefault("no output")}");
            }

            if (_time.GetElapsedTime(began) > StartLimit)
            {
                await StopAsync(cancellation);
                throw new AzuriteException($"Azurite did not listen on port {Port} within {StartLimit.TotalSeconds:0} s; see {logFile}.");
            }

            await Task.Delay(PollInterval, _time, cancellation);
        }
    }

    private static string ReadLog(string logFile, long from)
    {
        using var stream = new FileStream(logFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = Math.Min(from, stream.Length);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
