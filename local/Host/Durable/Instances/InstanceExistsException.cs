namespace WalletFunctions.Local.Host.Durable.Instances;

/// <summary>
/// A start was refused, because an instance of that id runs, or ended in a status that the start does not accept. On Azure the exception has another type:
/// callers ask for the instance instead of catching this.
/// </summary>
public sealed class InstanceExistsException(string instanceId, string status)
    : InvalidOperationException($"An orchestration instance with the id '{instanceId}' already exists ({status}).");
