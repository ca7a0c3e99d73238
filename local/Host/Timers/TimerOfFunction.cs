namespace WalletFunctions.Local.Host.Timers;

/// <summary>A timer function with its schedule resolved.</summary>
/// <param name="FunctionName">The function.</param>
/// <param name="Schedule">When it is due.</param>
/// <param name="UseMonitor">Whether the schedule is remembered across restarts.</param>
/// <param name="RunOnStartup">Whether it also runs at each start.</param>
public sealed record TimerOfFunction(string FunctionName, TimerSchedule Schedule, bool UseMonitor, bool RunOnStartup);
