namespace WalletFunctions.Local.Host.Invocation;

/// <summary>What an activity's trigger hands over.</summary>
/// <param name="SerializedInput">The input as JSON; null when there is none.</param>
/// <param name="InstanceId">The orchestration that calls.</param>
internal sealed record ActivityCall(string? SerializedInput, string InstanceId);
