using Azure.Data.Tables;

namespace WalletFunctions.Local.Host.ServiceBus.Storage;

/// <summary>A receiver's hold on a message.</summary>
/// <param name="Token">The receiver's token; empty for nobody.</param>
/// <param name="Until">When the lock ends by itself.</param>
internal sealed record MessageLock(Guid Token, DateTimeOffset Until)
{
    /// <summary>Nobody.</summary>
    public static MessageLock None { get; } = new(Guid.Empty, DateTimeOffset.UnixEpoch);

    public static MessageLock FromEntity(TableEntity entity) => new(
        entity.GetGuid("LockToken") ?? Guid.Empty,
        entity.GetDateTimeOffset("LockedUntil") ?? DateTimeOffset.UnixEpoch);

    public void WriteTo(TableEntity entity)
    {
        entity["LockToken"] = Token;
        entity["LockedUntil"] = Until;
    }
}
