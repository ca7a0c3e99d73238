using System.ComponentModel;
using System.Diagnostics;

namespace WalletFunctions.Local.Host.Azurite;

/// <summary>A program run to its end, and what it printed.</summary>
internal sealed record Tool(int ExitCode, string Text, string Errors)
{
    /// <summary>The last thing said, errors first.</summary>
    public string LastLine =>
        (string.IsNullOrWhiteSpace(Errors) ? Text : Errors).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault()
        ?? $"exit code {ExitCode}";

    /// <summary>Null if there is no such program.</summary>
    public static async Task<Tool?> RunAsync(string program, IEnumerable<string> arguments, string? folder, CancellationToken cancellation)
    {
        var start = Start(program, arguments);
        start.WorkingDirectory = folder ?? string.Empty;
        return await RunAsync(start, cancellation);
    }

    public static ProcessStartInfo Start(string program, IEnumerable<string> arguments) => new(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        RedirectStandardInput = true,
        UseShellExecute = false,
    };

    public static async Task<Tool?> RunAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        process.StandardInput.Close();
        var text = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new Tool(process.ExitCode, await text, await errors);
    }
}
