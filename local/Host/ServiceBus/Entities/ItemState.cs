namespace WalletFunctions.Local.Host.ServiceBus.Entities;

/// <summary>Where a message stands in this process.</summary>
internal enum ItemState
{
    /// <summary>Waits for its time.</summary>
    Scheduled,

    /// <summary>May be delivered.</summary>
    Ready,

    /// <summary>A write about it is under way: nobody else may touch it.</summary>
    Busy,

    /// <summary>A receiver holds it.</summary>
    Locked,

    /// <summary>Set aside by a receiver.</summary>
    Deferred,

    /// <summary>Gone from this entity.</summary>
    Gone,
}
