namespace WalletFunctions.Shared.Risk.History;

/// <summary>What a customer did before one transaction. The same transaction gets the same facts when it is asked again.</summary>
public sealed record RiskActivity
{
    /// <summary>The movements that were recorded before this transaction, oldest first; never the transaction itself.</summary>
    public IReadOnlyList<PastMovement> Earlier { get; init; } = [];

    /// <summary>From when on <see cref="Earlier"/> is complete, when older ones had to be dropped; null when nothing is missing.</summary>
    public DateTimeOffset? CompleteSince { get; init; }

    /// <summary>When the transaction's device was first seen before this transaction; null when this is the first time, or it names none.</summary>
    public DateTimeOffset? DeviceFirstSeenAt { get; init; }

    /// <summary>Whether the transaction's device is the first that the customer ever used.</summary>
    public bool IsFirstDevice { get; init; }

    /// <summary>Nothing is known because nothing was asked.</summary>
    public static RiskActivity None { get; } = new();
}
