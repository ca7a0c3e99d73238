using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function on a schedule. Stands in for the type of the same name in Worker.Extensions.Timer.</summary>
public sealed class TimerTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>A timer that is monitored by default.</summary>
    /// <param name="schedule">Six-field NCRONTAB text, a time span, or %Setting%.</param>
    public TimerTriggerAttribute(string schedule)
    {
        Schedule = schedule;
        UseMonitor = true;
    }

    /// <summary>Six-field NCRONTAB text, a time span, or %Setting%.</summary>
    public string Schedule { get; private set; }

    /// <summary>Whether the schedule is remembered across restarts, so that a missed run happens. Default true.</summary>
    public bool UseMonitor { get; set; }

    /// <summary>Whether the function also runs each time the host starts. Default false.</summary>
    public bool RunOnStartup { get; set; }
}
