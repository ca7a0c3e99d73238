namespace WalletFunctions.BankEvents;

/// <summary>What a look at an event showed.</summary>
/// <param name="IsEnded">Whether nothing is left to do.</param>
/// <param name="LookAgainAt">If not: when to look again at the latest; null: now.</param>
public sealed record BankEventLook(bool IsEnded, DateTimeOffset? LookAgainAt)
{
    /// <summary>Nothing is left to do.</summary>
    public static BankEventLook Ended() => new(true, null);

    /// <summary>Something is left to do, and there is nothing to wait for.</summary>
    public static BankEventLook Again() => new(false, null);

    /// <summary>Something may be left to do then, or as soon as somebody moves the event.</summary>
    public static BankEventLook At(DateTimeOffset time) => new(false, time);
}
