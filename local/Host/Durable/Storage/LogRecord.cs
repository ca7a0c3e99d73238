namespace WalletFunctions.Local.Host.Durable.Storage;

/// <summary>One record of the log: what one group commit made durable, all or nothing.</summary>
/// <param name="Sequence">Its number; later records have higher ones.</param>
/// <param name="Text">Its entries.</param>
public sealed record LogRecord(long Sequence, string Text);
