using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace WalletFunctions.Local.Host.Azurite;

/// <summary>The Azurite that the repository's package-lock.json pins, in the node_modules folder beside it.</summary>
public sealed class AzuriteInstallation
{
    private const int OldestNode = 20;
    private static readonly TimeSpan LockPollInterval = TimeSpan.FromMilliseconds(100);

    private AzuriteInstallation(string repository)
    {
        Repository = repository;
        EntryPoint = Path.Combine(repository, "node_modules", "azurite", "dist", "src", "table", "main.js");
    }

    /// <summary>The folder with package.json, package-lock.json and node_modules.</summary>
    public string Repository { get; }

    /// <summary>The script that runs the table service.</summary>
    public string EntryPoint { get; }

    /// <summary>
    /// Finds the repository above the executable or the current folder, and installs the pinned version (npm ci) when it or
    /// node_modules is missing. <paramref name="report"/> gets one line if that takes place, since it takes a while.
    /// </summary>
    public static async Task<AzuriteInstallation> EnsureAsync(Action<string> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        var repository = FindRepository(AppContext.BaseDirectory) ?? FindRepository(Environment.CurrentDirectory)
            ?? throw new AzuriteException("No package.json that names azurite was found above the program or the current folder: run from the repository.");
        await CheckNodeAsync(cancellation);
        var pinned = VersionIn(Path.Combine(repository, "package-lock.json"));
        if (InstalledVersion(repository) != pinned)
        {
            await using var alone = await InstallLockAsync(repository, cancellation);
            if (InstalledVersion(repository) != pinned)
            {
                report($"Installing Azurite {pinned} with npm ci in {repository} …");
                await InstallAsync(repository, cancellation);
            }
        }

        return new AzuriteInstallation(repository);
    }

    private static string? FindRepository(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "package-lock.json");
            if (File.Exists(file) && File.ReadAllText(file).Contains("\"node_modules/azurite\"", StringComparison.Ordinal))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    private static async Task CheckNodeAsync(CancellationToken cancellation)
    {
        var output = await Tool.RunAsync("node", ["--version"], null, cancellation)
            ?? throw new AzuriteException($"Node.js was not found: install Node {OldestNode} or later, it runs the storage emulator Azurite.");
        var version = output.Text.Trim();
        var major = version.TrimStart('v').Split('.')[0];
        if (!int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < OldestNode)
        {
            throw new AzuriteException($"Node.js {version} is too old: Azurite needs Node {OldestNode} or later.");
        }
    }

    /// <summary>
    /// By the list that npm writes into node_modules when it has finished: Azurite's own folder is there long before all that it needs.
    /// </summary>
    private static string? InstalledVersion(string repository)
    {
        var file = Path.Combine(repository, "node_modules", ".package-lock.json");
        return File.Exists(file) ? VersionIn(file) : null;
    }

    private static string? VersionIn(string lockFile)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(lockFile));
        return json.RootElement.GetProperty("packages").TryGetProperty("node_modules/azurite", out var azurite)
            ? azurite.GetProperty("version").GetString()
            : null;
    }

    /// <summary>Two npm ci in one folder would delete each other's work: the second waits for the first.</summary>
    private static async Task<FileStream> InstallLockAsync(string repository, CancellationToken cancellation)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repository)).AsSpan(0, 8));
        var file = Path.Combine(Path.GetTempPath(), $"azurite-install-{name}.lock");
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(LockPollInterval, TimeProvider.System, cancellation);
            }
        }
    }

    private static async Task InstallAsync(string repository, CancellationToken cancellation)
    {
        // On Windows npm is a batch file, which is found under its full name only.
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var output = await Tool.RunAsync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], repository, cancellation)
            ?? throw new AzuriteException("npm was not found: it comes with Node.js and installs the storage emulator Azurite.");
        if (output.ExitCode != 0)
        {
            throw new AzuriteException($"npm ci in {repository} failed: {output.LastLine}");
        }
    }
}
