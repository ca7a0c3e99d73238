using System.Runtime.InteropServices;
using WalletFunctions.Local.Host.Azurite;

namespace WalletFunctions.Tests.Testing;

/// <summary>Unix signals for processes that a test started. (A hard kill is <see cref="System.Diagnostics.Process.Kill()"/>.)</summary>
internal static class ProcessSignals
{
    private const int SigTerm = 15;

    // Linux and macOS number these two differently.
    private static readonly int SigStop = OperatingSystem.IsMacOS() ? 17 : 19;
    private static readonly int SigContinue = OperatingSystem.IsMacOS() ? 19 : 18;

    /// <summary>Asks the process to end.</summary>
    public static void Terminate(int processId) => Send(processId, SigTerm);

    /// <summary>Asks the process, which need not be a child of ours, to end, and waits until it has: until then it may write its files.</summary>
    public static async Task EndAsync(int processId)
    {
        Terminate(processId);
        using var deadline = new CancellationTokenSource(TestPatience.Longest);
        while (ProcessSignal.IsRunning(processId))
        {
            await Task.Delay(20, deadline.Token);
        }
    }

    /// <summary>Stands the process still: its ports stay open and nothing answers.</summary>
    public static void Freeze(int processId) => Send(processId, SigStop);

    /// <summary>Lets a frozen process go on.</summary>
    public static void Thaw(int processId) => Send(processId, SigContinue);

    private static void Send(int processId, int signal)
    {
        if (Kill(processId, signal) != 0)
        {
            throw new InvalidOperationException($"Signal {signal} could not be sent to process {processId}.");
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
