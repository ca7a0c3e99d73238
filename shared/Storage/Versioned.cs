namespace WalletFunctions.Shared.Storage;

/// <summary>A value as it was read, with the version that a conditional write names.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="Version">The version of the row that holds it.</param>
public sealed record Versioned<T>(T Value, string Version);
