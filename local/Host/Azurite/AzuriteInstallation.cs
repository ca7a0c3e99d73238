using System.Globalization;
using System.Text.Json;

namespace WalletFunctions.Local.Host.Azurite;

/// <summary>The Azurite that the repository's package-lock.json pins, in the node_modules folder beside it.</summary>
public sealed class AzuriteInstallation
{
    private const int OldestNode = 20;

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
        var installation = new AzuriteInstallation(repository);
        var pinned = PinnedVersion(repository);
        if (InstalledVersion(repository) != pinned)
        {
            report($"Installing Azurite {pinned} with npm ci in {repository} …");
            await InstallAsync(repository, cancellation);
        }

        return installation;
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

    private static string PinnedVersion(string repository)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(repository, "package-lock.json")));
        return json.RootElement.GetProperty("packages").GetProperty("node_modules/azurite").GetProperty("version").GetString()!;
    }

    private static string? InstalledVersion(string repository)
    {
        var file = Path.Combine(repository, "node_modules", "azurite", "package.json");
        if (!File.Exists(file))
        {
            return null;
        }

        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return json.RootElement.GetProperty("version").GetString();
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
