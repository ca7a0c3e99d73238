namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function is told about its run. Stands in for the type of the same name in Worker.Extensions.Timer.</summary>
public class TimerInfo
{
    /// <summary>The schedule's state; null when the timer is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run is late.</summary>
    public bool IsPastDue { get; set; }
}
