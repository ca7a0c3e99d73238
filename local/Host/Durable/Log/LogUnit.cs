namespace WalletFunctions.Local.Host.Durable.Log;

/// <summary>Entries that become durable together, or not at all.</summary>
internal sealed class LogUnit(params LogEntry[] entries)
{
    /// <summary>The entries, in order.</summary>
    public IReadOnlyList<LogEntry> Entries { get; } = entries;

    /// <summary>The entries as they are stored; written by whoever submits the unit, so that this work is spread over threads.</summary>
    public string Text { get; } = DurableJson.Write(entries);

    /// <summary>Set once the unit is durable and applied.</summary>
    public TaskCompletionSource Applied { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
