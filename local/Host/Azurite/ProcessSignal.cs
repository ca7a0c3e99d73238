using System.Diagnostics;
using System.Runtime.InteropServices;

namespace WalletFunctions.Local.Host.Azurite;

/// <summary>SIGTERM, and whether a process is alive, for a process that need not be a child of ours.</summary>
internal static class ProcessSignal
{
    private const int SigTerm = 15;

    /// <summary>Sends SIGTERM; false if there is no such process.</summary>
    public static bool Terminate(int processId) => Kill(processId, SigTerm) == 0;

    public static bool IsRunning(int processId)
    {
        // A process whose parent has not taken notice of its end is still listed, as a zombie; in a container nobody may ever do so.
        var status = $"/proc/{processId}/stat";
        if (OperatingSystem.IsLinux())
        {
            try
            {
                var text = File.ReadAllText(status);
                return text[(text.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
            }
            catch (IOException)
            {
                return false;
            }
        }

        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
