using Azure.Data.Tables;

namespace WalletFunctions.Local.Host.ServiceBus.Storage;

/// <summary>Who holds a message, and until when.</summary>
/// <param name="Token">The holder's token; empty for nobody.</param>
/// <param name="Until">When the lock ends by itself.</param>
/// <param name="Owner">The process that holds it.</param>
internal sealed record MessageLock(Guid Token, DateTimeOffset Until, string Owner)
{
    /// <summary>Nobody.</summary>
    public static MessageLock None { get; } = new(Guid.Empty, DateTimeOffset.UnixEpoch, string.Empty);

    public static MessageLock FromEntity(TableEntity entity) => new(
        entity.GetGuid("LockToken") ?? Guid.Empty,
        entity.GetDateTimeOffset("LockedUntil") ?? DateTimeOffset.UnixEpoch,
        entity.GetString("LockOwner") ?? string.Empty);

    public void WriteTo(TableEntity entity)
    {
        entity["LockToken"] = Token;
        entity["LockedUntil"] = Until;
        entity["LockOwner"] = Owner;
    }
}
