namespace WalletFunctions.Banking.Http;

/// <summary>One call to the bank.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path from the base, with its query.</param>
/// <param name="Body">What goes as JSON; null for nothing. May hold personal data.</param>
/// <param name="Subject">What it is about, for the log: an id of ours.</param>
internal sealed record BankQuestion(HttpMethod Method, string Path, object? Body, string Subject);
