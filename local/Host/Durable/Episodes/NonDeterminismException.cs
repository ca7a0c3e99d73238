namespace WalletFunctions.Local.Host.Durable.Episodes;

/// <summary>A replay took another path than the history tells: the code changed while the instance ran, or it is not deterministic.</summary>
internal sealed class NonDeterminismException(string what)
    : Exception($"Non-Deterministic workflow detected: {what} Was the orchestrator's code changed while this instance was running?");
