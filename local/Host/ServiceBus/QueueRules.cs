namespace WalletFunctions.Local.Host.ServiceBus;

/// <summary>How a queue or subscription treats its messages; the defaults are those of an entity newly made on Azure.</summary>
public sealed record QueueRules
{
    /// <summary>How long a receiver holds a message before others may have it. Default 1 minute.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a message is delivered before it is dead-lettered. Default 10.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>How long a message lives unless it says less. Default: for ever.</summary>
    public TimeSpan DefaultMessageTimeToLive { get; init; } = TimeSpan.MaxValue;

    /// <summary>Whether a message that outlived its time is dead-lettered rather than dropped. Default false.</summary>
    public bool DeadLetteringOnMessageExpiration { get; init; }

    /// <summary>Whether messages are taken session by session. Default: as the trigger says.</summary>
    public bool RequiresSession { get; init; }

    /// <summary>Whether a message id that was seen is swallowed; read for queues and topics. Default false.</summary>
    public bool RequiresDuplicateDetection { get; init; }

    /// <summary>For how long message ids are remembered. Default 1 minute.</summary>
    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; init; } = TimeSpan.FromMinutes(1);
}
