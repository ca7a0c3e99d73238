namespace WalletFunctions.Shared.Wallets.Status;

/// <summary>How the other side took a change of status that it was told.</summary>
/// <param name="At">When it was told, and that was stored.</param>
/// <param name="BankVersion">The newest version that the bank said it knows; null where the partner was told (the callback's own row has its delivery), or where the bank refused.</param>
/// <param name="RefusalCode">The bank's code where it refused to take note, which a person looks at; else null.</param>
public sealed record StatusReceipt(DateTimeOffset At, long? BankVersion = null, string? RefusalCode = null);
