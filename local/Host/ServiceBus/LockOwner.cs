using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace WalletFunctions.Local.Host.ServiceBus;

/// <summary>
/// Names the process that holds locks, so that a lock need not be waited for when its holder was killed: a broker knows that its receiver is
/// gone, and the next process knows it by this.
/// </summary>
/// <param name="Machine">The machine.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="StartedTicks">When the process started: ids are used again.</param>
internal sealed record LockOwner(string Machine, int ProcessId, long StartedTicks)
{
    private const char Separator = '/';

    public static LockOwner Current()
    {
        using var process = Process.GetCurrentProcess();
        return new LockOwner(Environment.MachineName, process.Id, process.StartTime.Ticks);
    }

    /// <summary>Whether a lock's holder can be known to be dead. An unknown holder may live.</summary>
    public static bool IsDead(string owner)
    {
        var parts = owner.Split(Separator);
        if (parts.Length != 3
            || parts[0] != Environment.MachineName
            || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out var id)
            || !long.TryParse(parts[2], CultureInfo.InvariantCulture, out var startedTicks))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime.Ticks != startedTicks;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception unknown) when (unknown is InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Machine}{Separator}{ProcessId}{Separator}{StartedTicks}");
}
