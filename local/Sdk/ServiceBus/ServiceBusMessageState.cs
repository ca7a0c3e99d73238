namespace Azure.Messaging.ServiceBus;

/// <summary>Where a message stands. Stands in for the enum of the same name in Azure.Messaging.ServiceBus.</summary>
public enum ServiceBusMessageState
{
    /// <summary>Ready for delivery, or delivered.</summary>
    Active = 0,

    /// <summary>Set aside by a receiver.</summary>
    Deferred = 1,

    /// <summary>Waiting for its enqueue time.</summary>
    Scheduled = 2,
}
