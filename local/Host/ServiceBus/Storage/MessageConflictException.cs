namespace WalletFunctions.Local.Host.ServiceBus.Storage;

/// <summary>A row is not as the writer knew it: another process took, moved or deleted the message, or took the number.</summary>
internal sealed class MessageConflictException(string message) : Exception(message);
