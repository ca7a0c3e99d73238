namespace WalletFunctions.Local.Host.Durable.Storage;

/// <summary>Another process that lives owns the storage; one storage serves one host.</summary>
public sealed class StoreOwnedException(string message) : Exception(message);
