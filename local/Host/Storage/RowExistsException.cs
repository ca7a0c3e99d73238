namespace WalletFunctions.Local.Host.Storage;

/// <summary>A row that was to be added exists, and was written by another.</summary>
public sealed class RowExistsException(string rowKey) : Exception($"The row '{rowKey}' exists already.");
