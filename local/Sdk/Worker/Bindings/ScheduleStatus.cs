namespace Microsoft.Azure.Functions.Worker;

/// <summary>A timer's remembered schedule. Stands in for the type of the same name in Worker.Extensions.Timer.</summary>
public class ScheduleStatus
{
    /// <summary>The last run.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next run that is due.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this status was written.</summary>
    public DateTime LastUpdated { get; set; }
}
