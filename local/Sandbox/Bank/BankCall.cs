namespace WalletFunctions.Local.Sandbox.Bank;

/// <summary>One call that reached the bank.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path.</param>
/// <param name="Authorization">The call's <c>Authorization</c>.</param>
/// <param name="Body">The body as it came; empty where there is none.</param>
public sealed record BankCall(string Method, string Path, string? Authorization, string Body);
